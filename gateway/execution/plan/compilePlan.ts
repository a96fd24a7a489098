import type { QueryPlan } from '@apollo/query-planner';
import type { FieldRules } from '../../resilience/fieldRules.ts';
import type { SubgraphAnswer } from '../subgraphClient.ts';
import type { RuleContext } from './fetchRules.ts';
import { copyOf } from './mergeInto.ts';
import { ownValue, setOwn } from './ownKeys.ts';
import { compilePlace } from './places.ts';
import { compileProjection, type Projected, type Projecting, type Shape } from './projection.ts';
import { requiredBy } from './requiredKeys.ts';
import { compileTakeIn } from './rootFetch.ts';
import type { Fetch, Run, StandIn, Step, Variables } from './run.ts';
import { compileSteps, placesOf } from './steps.ts';
import type { IsOfType } from './typeConditions.ts';
import { makeBooleanOf } from './variants.ts';

export type Compiled = {
  /** Of this process: no two have the same. */
  readonly id: number;
  /** Runs the plan of a query or mutation. */
  execute(variables: Variables, fetch: Fetch): Promise<Outcome>;
  /** Completes one event of a subscription. The event may be shared: it is not changed. */
  complete(event: SubgraphAnswer, variables: Variables, fetch: Fetch): Promise<Outcome>;
};

/** JSON of `data`, and what went wrong on the way. */
export type Outcome = Projected &
  Pick<Run, 'errors' | 'standIns'> & {
    /** What clients may keep of it, as a `Cache-Control` header, where somebody knows. */
    readonly cacheControl?: string | undefined;
  };

type Parts = Projecting & {
  readonly isOfType: IsOfType;
  /** What the supergraph says of single fields, if anything. */
  readonly fieldRules?: FieldRules | undefined;
};

let compiledSoFar = 0;

/** Everything about an operation that its text and its plan decide, once. */
export function compilePlan({ isOfType, fieldRules, ...asked }: Parts): Compiled {
  const booleanOf = makeBooleanOf(asked.definition);
  const shapeOf = compileProjection(asked, booleanOf);
  const { first, step } = compileNode(asked.plan.node, { isOfType, booleanOf, fieldRules });
  const finish = async (run: Run, { project }: Shape) => {
    await step?.(run);
    const { standIns, errors } = run;
    const { text, broken } = standIns ? project(withStandIns(run, standIns)) : project(run);
    return standIns ? { text, broken, errors, standIns } : { text, broken, errors };
  };
  const start = (variables: Variables, fetch: Fetch, { readers }: Shape): Run => ({
    root: {},
    variables,
    fetch,
    readers,
    errors: [],
    absent: new Set(),
  });
  compiledSoFar++;
  return {
    id: compiledSoFar,
    execute: (variables, fetch) => {
      const shape = shapeOf(variables);
      return finish(start(variables, fetch, shape), shape);
    },
    complete: async (event, variables, fetch) => {
      const shape = shapeOf(variables);
      const run = start(variables, fetch, shape);
      first?.({ ...event, data: copyOf(event.data) }, run);
      return finish(run, shape);
    },
  };
}

/** Only when all is fetched: nothing is, because of them. */
function withStandIns(run: Run, standIns: readonly StandIn[]): Run {
  for (const { object, key, value } of standIns) if (ownValue(object, key) === undefined) setOwn(object, key, value);
  return run;
}

function compileNode(node: QueryPlan['node'], common: RuleContext) {
  if (node?.kind !== 'Subscription') return { step: node && stepOf(node, common) };
  const { isOfType } = common;
  const first = compileTakeIn(node.primary, { place: compilePlace([]), isOfType, isCompleted: true });
  return { first, step: node.rest && stepOf(node.rest, common) };
}

const stepOf = (node: Parameters<typeof compileSteps>[0], common: RuleContext): Step =>
  compileSteps(node, { ...common, places: placesOf(node), ...(common.fieldRules && { required: requiredBy(node) }) });
