import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isObjectType,
  type SelectionNode,
} from 'graphql';
import { collectFields, type Selecting } from '../plan/selections.ts';
import { type ClientField, type ClientPlace, clientFields } from './clientPlaces.ts';
import type { FetchAt } from './fetchesOf.ts';
import type { Suppliers } from './suppliers.ts';
import type { Texts } from './texts.ts';

/** What readers of the answers to one fetch are made of. */
export type Reading = {
  readonly fetch: FetchAt;
  readonly suppliers: Suppliers;
  /** What the fetch asks for, in the whole supergraph; and what clients want, in what they see of it. */
  readonly asked: Selecting;
  readonly wanted: Selecting;
  readonly texts: Texts;
};

/** An object in the answer to a fetch. */
export type AskedObject = {
  readonly type: GraphQLObjectType;
  readonly selections: readonly SelectionNode[];
  /** Response keys down to it, from the root. */
  readonly path: readonly string[];
  /** Undefined where clients see nothing of it. */
  readonly client: ClientPlace | undefined;
};

export type AskedField = {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly path: readonly string[];
  /** As clients know it, if they see it. */
  readonly seen: ClientField | undefined;
  /** As clients know it, else as the whole supergraph does; undefined for `__typename`. */
  readonly type: GraphQLOutputType | undefined;
};

/** In the order in which they are answered; and how many fields clients want of the object. */
export function askedFields(
  { type, selections, path, client }: AskedObject,
  { asked, wanted }: Reading,
): { readonly fields: readonly AskedField[]; readonly wantedCount: number } {
  const { byKey, count = 0 } = client ? clientFields(client, wanted) : {};
  const fields = [...collectFields(selections, type, asked)].map(([key, nodes]): AskedField => {
    const name = nodes[0]?.name.value ?? '';
    const seen = byKey?.get(key);
    const definition = (seen && client ? client.type : type).getFields()[name];
    return { key, nodes, path: [...path, key], seen, type: definition?.type };
  });
  return { fields, wantedCount: count };
}

/** What is asked of objects of one type below a field. Undefined for a type that is no object's. */
export function selectedBelow(
  { nodes, path }: AskedField,
  typename: string,
  { asked }: Reading,
  client: ClientPlace | undefined,
): AskedObject | undefined {
  const type = asked.schema.getType(typename);
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return isObjectType(type) ? { type, selections, path, client } : undefined;
}
