import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql';
import type { Fragments } from './plan/variants.ts';

/**
 * What a mutation changes happens in the order in which it is written (https://spec.graphql.org/draft/#sec-Mutation). The planner
 * asks for fields in fragments before those beside them, so that it is given none at the root.
 *
 * @param document without conditions on these fragments.
 */
export function inOrder(document: DocumentNode): DocumentNode {
  const { definitions } = document;
  if (!definitions.some((node) => node.kind === Kind.OPERATION_DEFINITION && hasFragmentsAtRoot(node))) return document;
  const all: Fragments = new Map(
    definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const operations = definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((node) => (hasFragmentsAtRoot(node) ? flattened(node, all) : node));
  // The planner would find its way back to a fragment that is there.
  const used = new Set<string>();
  for (const operation of operations) addSpreads(operation, all, used);
  const fragments = [...all].flatMap(([name, fragment]) => (used.has(name) ? [fragment] : []));
  return { ...document, definitions: [...operations, ...fragments] };
}

/** Of a mutation: anything else may be answered in any order. */
export const hasFragmentsAtRoot = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === 'mutation' && selectionSet.selections.some(({ kind }) => kind !== Kind.FIELD);

function flattened(node: OperationDefinitionNode, fragments: Fragments): OperationDefinitionNode {
  const selections = fieldsIn(node.selectionSet.selections, fragments, new Set());
  return { ...node, selectionSet: { ...node.selectionSet, selections } };
}

/** In the order of https://spec.graphql.org/draft/#CollectFields() */
function fieldsIn(selections: readonly SelectionNode[], fragments: Fragments, seen: Set<string>): FieldNode[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsIn(node.selectionSet.selections, fragments, seen);
    const name = node.name.value;
    const fragment = seen.has(name) ? undefined : fragments.get(name);
    seen.add(name);
    return fragment ? fieldsIn(fragment.selectionSet.selections, fragments, seen) : [];
  });
}

function addSpreads(node: ASTNode, fragments: Fragments, used: Set<string>): void {
  visit(node, {
    FragmentSpread: ({ name }) => {
      const fragment = used.has(name.value) ? undefined : fragments.get(name.value);
      used.add(name.value);
      if (fragment) addSpreads(fragment, fragments, used);
    },
  });
}
