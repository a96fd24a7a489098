import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { SubgraphAnswer } from '../subgraphClient.ts';
import { copyOf } from './mergeInto.ts';
import { compilePlace } from './places.ts';
import { compileProjection, type Projected } from './projection.ts';
import { compileTakeIn } from './rootFetch.ts';
import type { Fetch, Run, Step, Variables } from './run.ts';
import { compileSteps, type PlanContext, placesOf } from './steps.ts';
import type { IsOfType } from './typeConditions.ts';
import { type BooleanOf, makeBooleanOf } from './variants.ts';

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
  Pick<Run, 'errors'> & {
    /** What clients may keep of it, as a `Cache-Control` header, where somebody knows. */
    readonly cacheControl?: string | undefined;
  };

type Parts = {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly plan: QueryPlan;
  readonly isOfType: IsOfType;
};

let compiledSoFar = 0;

/** Everything about an operation that its text and its plan decide, once. */
export function compilePlan({ plan, isOfType, ...asked }: Parts): Compiled {
  const booleanOf = makeBooleanOf(asked.definition);
  const project = compileProjection(asked, booleanOf);
  const { first, step } = compileNode(plan.node, { isOfType, booleanOf });
  const finish = async (run: Run) => {
    await step?.(run);
    return { ...project(run), errors: run.errors };
  };
  const start = (variables: Variables, fetch: Fetch): Run => ({
    root: {},
    variables,
    fetch,
    errors: [],
    absent: new Set(),
  });
  compiledSoFar++;
  return {
    id: compiledSoFar,
    execute: (variables, fetch) => finish(start(variables, fetch)),
    complete: (event, variables, fetch) => {
      const run = start(variables, fetch);
      first?.({ ...event, data: copyOf(event.data) }, run);
      return finish(run);
    },
  };
}

function compileNode(node: QueryPlan['node'], common: { isOfType: IsOfType; booleanOf: BooleanOf }) {
  if (node?.kind !== 'Subscription') return { step: node && stepOf(node, common) };
  const { isOfType } = common;
  const first = compileTakeIn(node.primary, { place: compilePlace([]), isOfType, isCompleted: true });
  return { first, step: node.rest && stepOf(node.rest, common) };
}

const stepOf = (node: Parameters<typeof compileSteps>[0], common: Omit<PlanContext, 'places'>): Step =>
  compileSteps(node, { ...common, places: placesOf(node) });
