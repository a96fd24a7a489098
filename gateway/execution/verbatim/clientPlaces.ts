import {
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isObjectType,
  type SelectionNode,
} from 'graphql';
import { plannerKey } from '../plan/plannerNames.ts';
import { collectFields, type Selecting } from '../plan/selections.ts';
import { placeOf } from '../plan/shaping.ts';
import type { FetchAt } from './fetchesOf.ts';

/** An object of the response: where it is, with the types on the way, and what clients want of it. */
export type ClientPlace = {
  readonly id: string;
  readonly type: GraphQLObjectType;
  readonly selections: readonly SelectionNode[];
  /** The schema says what it is, whatever the object says. */
  readonly isSure: boolean;
};

export type ClientField = {
  readonly key: string;
  readonly index: number;
  readonly nodes: readonly FieldNode[];
};

/** By the keys under which subgraphs answer them; the count is of response keys. */
type ClientFields = { readonly byKey: ReadonlyMap<string, ClientField>; readonly count: number };

/** What a client wants of an object. */
export function clientFields({ selections, type }: ClientPlace, selecting: Selecting): ClientFields {
  const fields = new Map<string, ClientField>();
  const collected = [...collectFields(selections, type, selecting)];
  for (const [index, [key, nodes]] of collected.entries()) {
    const [node] = nodes;
    const definition = node && type.getFields()[node.name.value];
    const from = node && definition ? plannerKey(node, definition) : node?.name.value;
    // Under any further name what an object is comes from the same field.
    if (from !== undefined && (from !== '__typename' || key === from)) fields.set(from, { key, index, nodes });
  }
  return { byKey: fields, count: collected.length };
}

/** The objects below a field, one for each type that they may be of. */
export function placesBelow(
  { id, type }: ClientPlace,
  from: string,
  { nodes }: ClientField,
  { schema }: Selecting,
): ClientPlace[] {
  const definition = type.getFields()[nodes[0]?.name.value ?? ''];
  if (!definition) return [];
  const named = getNamedType(definition.type);
  const types = isAbstractType(named) ? schema.getPossibleTypes(named) : isObjectType(named) ? [named] : [];
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return types.map((each) => {
    return { id: placeOf(id, from, each.name), type: each, selections, isSure: isObjectType(named) };
  });
}

/** Where in the response a fetch puts its answer: more than one place where types on the way differ. */
export function placesAt(root: ClientPlace, { keys, types }: FetchAt, selecting: Selecting): ClientPlace[] {
  let places = [root];
  for (const [index, key] of keys.entries()) {
    const only = types[index];
    places = places.flatMap((place) => {
      const field = clientFields(place, selecting).byKey.get(key);
      const found = field ? placesBelow(place, key, field, selecting) : [];
      return only ? found.filter(({ type }) => only.has(type.name)) : found;
    });
  }
  return places;
}
