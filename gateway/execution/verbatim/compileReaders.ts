import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import { type GraphQLSchema, isObjectType, Kind, type OperationDefinitionNode } from 'graphql';
import type { Selecting } from '../plan/selections.ts';
import { ROOT } from '../plan/shaping.ts';
import { entitiesReader, rootReader } from './answerReader.ts';
import { type ClientPlace, placesAt } from './clientPlaces.ts';
import { type FetchAt, fetchesOf } from './fetchesOf.ts';
import { compileObject } from './objectReaders.ts';
import type { ReadAnswer } from './readAnswer.ts';
import type { Reading } from './reading.ts';
import { Suppliers } from './suppliers.ts';
import { Texts } from './texts.ts';

type Given = {
  readonly definition: OperationDefinitionNode;
  readonly plan: QueryPlan;
  /** With all that is hidden from clients. */
  readonly fullSchema: GraphQLSchema;
};

/** Readers for the answers of a plan, and the texts that they leave for the response. */
export type Readers = {
  readonly byFetch: ReadonlyMap<FetchNode, ReadAnswer>;
  readonly texts: Texts;
};

/**
 * Readers that leave what goes on to the client as it is: as text, checked on the way against the schema that clients see.
 * A fetch whose answers can't be read so has none.
 *
 * @param wanted how the operation is read for clients.
 */
export function compileReaders({ definition, plan, fullSchema }: Given, wanted: Selecting): Readers {
  const fetches = fetchesOf(plan.node);
  const suppliers = new Suppliers(fetches);
  const texts = new Texts();
  const byFetch = new Map<FetchNode, ReadAnswer>();
  const type = wanted.schema.getRootType(definition.operation);
  const root = type && { id: ROOT, type, selections: definition.selectionSet.selections, isSure: true };
  for (const fetch of fetches) {
    const asked = { schema: fullSchema, fragments: fetch.fragments, isOn: wanted.isOn };
    const reader = root && compileReader({ fetch, suppliers, asked, wanted, texts }, root);
    if (reader) byFetch.set(fetch.node, reader);
  }
  return { byFetch, texts };
}

function compileReader(reading: Reading, root: ClientPlace): ReadAnswer | undefined {
  const { node, keys, selections } = reading.fetch;
  // Where the planner renames answers, objects are looked through.
  if (node.outputRewrites?.length) return undefined;
  if (!node.requires && keys.length > 0) return undefined;
  const typename = node.requires ? entityType(reading.fetch) : root.type.name;
  const [client, ...others] = placesAt(root, reading.fetch, reading.wanted).filter(
    ({ type }) => type.name === typename,
  );
  const type = reading.asked.schema.getType(typename ?? '');
  if (!client || others.length > 0 || !isObjectType(type)) return undefined;
  const read = compileObject({ type, selections, path: keys, client }, reading);
  return read && (node.requires ? entitiesReader(read) : rootReader(read));
}

/** The one type of entities that a fetch asks about. */
function entityType({ selections, fragments }: FetchAt): string | undefined {
  const names = new Set(
    selections.map((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition?.name.value;
      return selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.get(selection.name.value)?.typeCondition.name.value
        : undefined;
    }),
  );
  const [only] = names;
  return names.size === 1 ? only : undefined;
}
