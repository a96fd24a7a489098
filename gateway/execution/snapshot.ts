import { type Schema, Supergraph } from '@apollo/federation-internals';
import type { buildOperationContext } from '@apollo/gateway';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Remembered operations are counted by the characters of their text. */
const REMEMBERED_TEXT = 5_000_000;
const REMEMBERED_OPERATIONS = 2_000;

/** An operation that may run: everything that depends on its text alone is done. */
export type Prepared = {
  readonly definition: OperationDefinitionNode;
  readonly plan: QueryPlan;
  readonly context: ReturnType<typeof buildOperationContext>;
};

/** One supergraph and everything that is derived from it. It never changes; a reload makes a new one. */
export type Snapshot = {
  /** What clients see: without `@inaccessible` parts. */
  readonly schema: GraphQLSchema;
  readonly apiSchema: Schema;
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  /** Name → address, as the supergraph says. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** Parsed, validated and planned operations. */
  readonly prepared: LRUCache<string, Prepared>;
};

/** @throws GraphQLError (or several in one) for what is no valid supergraph. */
export function buildSnapshot(sdl: string): Snapshot {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  return {
    schema: apiSchema.toGraphQLJSSchema(),
    apiSchema,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
    subgraphs: new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url])),
    prepared: new LRUCache({
      max: REMEMBERED_OPERATIONS,
      maxSize: REMEMBERED_TEXT,
      sizeCalculation: (_prepared, key) => key.length,
    }),
  };
}
