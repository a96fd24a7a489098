import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { Text } from './shaping.ts';
import { type Fragments, isSelected } from './variants.ts';

/** What selections are read with: one operation, one combination of its conditions. */
export type Selecting = {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly isOn: (variable: string) => boolean;
  /** What objects at a place may have in the place of a field, and of those behind it. */
  readonly textAt?: (place: string, key: string) => Text | undefined;
};

/** What an object is. An interface too: an interface object may not say what it really is. */
export type RuntimeType = GraphQLObjectType | GraphQLInterfaceType;

/**
 * The fields of one type by response key, in the order in which they are first selected.
 * https://spec.graphql.org/draft/#CollectFields()
 */
export function collectFields(
  nodes: readonly SelectionNode[],
  type: RuntimeType,
  selecting: Selecting,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  collect(nodes, type, selecting, fields, new Set());
  return fields;
}

function collect(
  nodes: readonly SelectionNode[],
  type: RuntimeType,
  selecting: Selecting,
  fields: Map<string, FieldNode[]>,
  seen: Set<string>,
): void {
  for (const node of nodes) {
    if (!isSelected(node, selecting.isOn)) continue;
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const known = fields.get(key);
      if (known) known.push(node);
      else fields.set(key, [node]);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(node.name.value, selecting, seen);
    if (fragment && fits(fragment.typeCondition?.name.value, type, selecting)) {
      collect(fragment.selectionSet.selections, type, selecting, fields, seen);
    }
  }
}

function fragmentOf(name: string, { fragments }: Selecting, seen: Set<string>) {
  if (seen.has(name)) return undefined;
  seen.add(name);
  return fragments.get(name);
}

function fits(condition: string | undefined, type: RuntimeType, { schema }: Selecting): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wider = schema.getType(condition);
  return isAbstractType(wider) && schema.isSubType(wider, type);
}
