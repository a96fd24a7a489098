import type { FetchNode, PlanNode, ResponsePath } from '@apollo/query-planner';
import { AppError } from '#kernel/errors.ts';
import { compileEntityFetch } from './entityFetch.ts';
import { compileFetchRules, type RuleContext } from './fetchRules.ts';
import { compilePlace } from './places.ts';
import { compileRootFetch } from './rootFetch.ts';
import type { Step } from './run.ts';

/** What all nodes of a plan are compiled with. */
export type PlanContext = RuleContext & {
  /** Where all fetches of the plan put their answers. */
  readonly places: readonly ResponsePath[];
};

/** @throws AppError INTERNAL (UNSUPPORTED_PLAN) for `@defer`, which the planner makes of no operation that passed validation. */
export function compileSteps(node: PlanNode, context: PlanContext, path: ResponsePath = []): Step {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compileSteps(child, context, path)));
    case 'Parallel':
      return inParallel(node.nodes.map((child) => compileSteps(child, context, path)));
    case 'Flatten':
      return compileSteps(node.node, context, [...path, ...node.path]);
    case 'Fetch':
      return compileFetch(node, context, path);
    case 'Condition': {
      const [then, otherwise] = [node.ifClause, node.elseClause].map(
        (child) => child && compileSteps(child, context, path),
      );
      return (run) => (context.booleanOf(node.condition, run.variables) ? then : otherwise)?.(run);
    }
    case 'Defer':
      throw new AppError('INTERNAL', 'UNSUPPORTED_PLAN', '@defer is not supported');
  }
}

function compileFetch(node: FetchNode, context: PlanContext, path: ResponsePath): Step {
  const place = compilePlace(path);
  // Another fetch that writes at or below this place must not find one object at two places.
  const isCompleted = context.places.filter((other) => path.every((key, index) => other[index] === key)).length > 1;
  const rules = compileFetchRules(node, place, context);
  const options = { place, isOfType: context.isOfType, isCompleted, rules };
  return node.requires ? compileEntityFetch(node, node.requires, options) : compileRootFetch(node, options);
}

const inSequence = (steps: readonly Step[]): Step => {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return async (run) => {
    for (const step of steps) {
      const running = step(run);
      if (running) await running;
    }
  };
};

const inParallel = (steps: readonly Step[]): Step => {
  return (run) => {
    const running = steps.map((step) => step(run)).filter((each) => each !== undefined);
    return running.length > 1 ? Promise.all(running) : running[0];
  };
};

/** Where each fetch below a node puts its answers. */
export function placesOf(node: PlanNode, path: ResponsePath = []): ResponsePath[] {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => placesOf(child, path));
    case 'Flatten':
      return placesOf(node.node, [...path, ...node.path]);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((child) => (child ? placesOf(child, path) : []));
    default:
      return [path];
  }
}
