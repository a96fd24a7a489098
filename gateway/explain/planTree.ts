import type { FetchNode, PlanNode, QueryPlanSelectionNode, SubscriptionNode } from '@apollo/query-planner';
import { parse, print } from 'graphql';
import { clientPath } from '../execution/plan/plannerNames.ts';
import type { FetchRun, PlanTree } from './explained.ts';

type RunOf = (service: string, operation: string) => FetchRun | undefined;

export function planTree(node: PlanNode | SubscriptionNode, runOf: RunOf): PlanTree {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map((child) => planTree(child, runOf)) };
    case 'Flatten':
      return { kind: 'Flatten', path: clientPath(node.path).join('.'), node: planTree(node.node, runOf) };
    case 'Fetch':
      return fetchTree(node, runOf);
    case 'Condition': {
      const { condition, ifClause, elseClause } = node;
      return {
        kind: 'Condition',
        variable: condition,
        ...(ifClause && { ifSo: planTree(ifClause, runOf) }),
        ...(elseClause && { ifNot: planTree(elseClause, runOf) }),
      };
    }
    case 'Subscription':
      return planTree({ kind: 'Sequence', nodes: [node.primary, ...(node.rest ? [node.rest] : [])] }, runOf);
    case 'Defer':
      throw new Error('@defer is not supported');
  }
}

function fetchTree({ serviceName, operation, requires }: FetchNode, runOf: RunOf): PlanTree {
  const run = runOf(serviceName, operation);
  return {
    kind: 'Fetch',
    service: serviceName,
    ...(requires && { requires: selectionText(requires) }),
    operation: print(parse(operation)),
    ...(run && { run }),
  };
}

const selectionText = (selections: readonly QueryPlanSelectionNode[]): string =>
  selections
    .map((selection) => {
      const below = selection.selections ? ` { ${selectionText(selection.selections)} }` : '';
      if (selection.kind === 'InlineFragment') {
        return selection.typeCondition ? `... on ${selection.typeCondition}${below}` : `...${below}`;
      }
      return `${selection.alias ? `${selection.alias}: ` : ''}${selection.name}${below}`;
    })
    .join(' ');
