import type { FetchNode, PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';
import { legOf } from '../plan/places.ts';
import type { Fragments } from '../plan/variants.ts';

/** A fetch of a plan, where it puts its answer, and what it asks for. */
export type FetchAt = {
  readonly node: FetchNode;
  /** The place without the steps into lists. */
  readonly keys: readonly string[];
  /** Of each step of the place the types that are meant there, where it says so. */
  readonly types: readonly (ReadonlySet<string> | undefined)[];
  /** Of entities, or of the root. */
  readonly selections: readonly SelectionNode[];
  readonly fragments: Fragments;
};

/** All fetches of a plan, whatever they depend on. */
export function fetchesOf(node: QueryPlan['node']): FetchAt[] {
  if (!node) return [];
  if (node.kind !== 'Subscription') return below(node, []);
  return [fetchAt(node.primary, []), ...(node.rest ? below(node.rest, []) : [])];
}

function below(node: PlanNode, path: ResponsePath): FetchAt[] {
  switch (node.kind) {
    case 'Fetch':
      return [fetchAt(node, path)];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => below(child, path));
    case 'Flatten':
      return below(node.node, [...path, ...node.path]);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((child) => (child ? below(child, path) : []));
    default:
      return [];
  }
}

function fetchAt(node: FetchNode, path: ResponsePath): FetchAt {
  const { definitions } = parse(node.operation, { noLocation: true });
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  return {
    node,
    ...stepsOf(path),
    selections: node.requires ? entitiesIn(selections) : selections,
    fragments: fragmentsIn(definitions),
  };
}

function stepsOf(path: ResponsePath): Pick<FetchAt, 'keys' | 'types'> {
  const keys: string[] = [];
  const types: (ReadonlySet<string> | undefined)[] = [];
  for (const leg of path) {
    const { key, types: only } = legOf(String(leg));
    if (key !== undefined) {
      keys.push(key);
      types.push(undefined);
    }
    if (only && types.length > 0) types[types.length - 1] = only;
  }
  return { keys, types };
}

const entitiesIn = ([only]: readonly SelectionNode[]): readonly SelectionNode[] =>
  only?.kind === Kind.FIELD ? ((only.selectionSet satisfies SelectionSetNode | undefined)?.selections ?? []) : [];

const fragmentsIn = (definitions: DocumentNode['definitions']): Fragments =>
  new Map(definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]));
