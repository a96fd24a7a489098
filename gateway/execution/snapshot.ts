import { type Schema, Supergraph } from '@apollo/federation-internals';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Filtered } from '../authorization/filterOperation.ts';
import { type AuthorizationRules, type Rule, readRules } from '../authorization/rules.ts';
import { type CacheHints, readCacheHints } from '../cache/cacheHints.ts';
import { makePlanner } from '../planning/makePlanner.ts';
import { forPlanner } from '../planning/plannerSupergraph.ts';
import type { SupergraphSource } from '../planning/supergraphSource.ts';
import type { CostOf } from '../protection/compileCost.ts';
import { type CostRules, readCostRules } from '../protection/costRules.ts';
import { type FieldRules, readFieldRules } from '../resilience/fieldRules.ts';
import { readStreamRules, type StreamRules } from '../subscriptions/streamRules.ts';
import { type Conditions, fieldsThatRequire } from './conditions.ts';
import type { FixedFields } from './fixedFields.ts';
import { markInterfaceObjects } from './interfaceObjects.ts';
import { type InterfaceRequires, readInterfaceRequires } from './interfaceRequires.ts';
import type { Compiled } from './plan/compilePlan.ts';
import { type IsOfType, makeIsOfType } from './plan/typeConditions.ts';

/** Remembered operations are counted by the characters of their text. */
const REMEMBERED_TEXT = 5_000_000;
const REMEMBERED_OPERATIONS = 2_000;

/** An operation that may run: everything that depends on its text alone is done. */
export type Prepared = {
  readonly definition: OperationDefinitionNode;
  readonly plan: QueryPlan;
  readonly compiled: Compiled;
  /** What was taken away, for callers who may not have all of it. */
  readonly filtered?: Filtered;
};

/** An operation that is valid; what of it may be planned depends on who asks. */
export type Checked = {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** What is asked of callers who want all of it. */
  readonly rules: readonly Rule[];
  readonly costOf: CostOf;
  /** What it is planned anew for, if anything. */
  readonly conditions: Conditions | undefined;
  /** By the key of the verdict and the conditions; a promise while the plan is made aside. */
  readonly prepared: Map<string, Prepared | Promise<Prepared>>;
};

/** One supergraph and everything that is derived from it. It never changes; a reload makes a new one. */
export type Snapshot = {
  /** What subgraphs say of their subscriptions, by the field's name. */
  readonly streamRules: (field: string) => StreamRules;
  /** What subgraphs say of fields that can't be had; undefined where they say nothing. */
  readonly fieldRules: FieldRules | undefined;
  /** What clients see: without `@inaccessible` parts. */
  readonly schema: GraphQLSchema;
  /** The same for the planner. */
  readonly apiSchema: Schema;
  /** With all that is hidden from clients. */
  readonly fullSchema: GraphQLSchema;
  readonly isOfType: IsOfType;
  readonly planner: QueryPlanner;
  /** Name → address, as the supergraph says. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** As the planner takes it. */
  readonly sdl: string;
  /** Fields that only the planner knows, if any. */
  readonly fixed: FixedFields | undefined;
  /** What fields of interface objects require, if any do. */
  readonly interfaceRequires: InterfaceRequires | undefined;
  /** Names of fields with `@requires`. */
  readonly requiring: ReadonlySet<string>;
  /** What `@cost` and `@listSize` say. */
  readonly costs: CostRules;
  /** What `@cacheControl` says, where subgraphs had it composed. */
  readonly cacheHints: CacheHints | undefined;
  /** What the supergraph asks of those who read it, if anything. Schema and rules change as one. */
  readonly rules: AuthorizationRules | undefined;
  /** Parsed, validated and planned operations. */
  readonly checked: LRUCache<string, Checked>;
};

/**
 * @param made a planner for `plannable`, as `makePlanner` would make it, where there is one already: making it and its
 * supergraph is half of the work.
 * @throws GraphQLError (or several in one) for what is no valid supergraph.
 */
export function buildSnapshot({ document, plannable }: SupergraphSource, made?: QueryPlanner): Snapshot {
  const supergraph = made?.supergraph ?? Supergraph.build(plannable.sdl, { validateSupergraph: true });
  const { sdl: plannerSdl, fixed } = forPlanner(plannable);
  const isPlannedAsIs = plannerSdl === plannable.sdl;
  // What only the planner sees need not be what may be composed.
  const planned = isPlannedAsIs ? supergraph : Supergraph.build(plannerSdl, { validateSupergraph: false });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  markInterfaceObjects(schema, document);
  const fullSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    streamRules: readStreamRules(supergraph.schema),
    fieldRules: readFieldRules(supergraph.schema),
    schema,
    apiSchema: planned.apiSchema(),
    fullSchema,
    isOfType: makeIsOfType(fullSchema),
    planner: isPlannedAsIs && made ? made : makePlanner(planned),
    subgraphs: new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url])),
    sdl: plannerSdl,
    fixed,
    interfaceRequires: readInterfaceRequires(document),
    requiring: fieldsThatRequire(document),
    costs: readCostRules(document),
    cacheHints: readCacheHints(document),
    rules: readRules(document),
    checked: new LRUCache({
      max: REMEMBERED_OPERATIONS,
      maxSize: REMEMBERED_TEXT,
      sizeCalculation: (_checked, key) => key.length,
    }),
  };
}
