import type { FetchNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';

/** Response keys, at whatever depth: a key too many costs an error that need not be, one too few a wrong answer. */
export function requiredBy(node: PlanNode): ReadonlySet<string> {
  const keys = new Set<string>();
  const collect = (selections: readonly QueryPlanSelectionNode[]): void => {
    for (const selection of selections) {
      if (selection.kind === 'Field') keys.add(selection.alias ?? selection.name);
      if (selection.selections) collect(selection.selections);
    }
  };
  for (const fetch of fetchesIn(node)) collect(fetch.requires ?? []);
  return keys;
}

export function fetchesIn(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((child) => (child ? fetchesIn(child) : []));
    default:
      return [];
  }
}
