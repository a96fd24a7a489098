import { executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { PlanNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '#kernel/logging.ts';
import { formatFailure, isUnexpected } from './errors.ts';
import type { Result } from './port.ts';
import type { Prepared, Snapshot } from './snapshot.ts';
import type { SubgraphAnswer, SubgraphRequest } from './subgraphClient.ts';

/** Answers one fetch of a plan. */
export type Fetch = (service: string, request: SubgraphRequest) => Promise<SubgraphAnswer>;

/** Where a fetch has put its answer: `@` for each item of a list. */
type Place = readonly (string | number)[];

type Run = {
  readonly snapshot: Snapshot;
  readonly prepared: Prepared;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fetch: Fetch;
  readonly requestId: string;
};

type StockContext = Parameters<typeof executeQueryPlan>[2];
type StockAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Runs a plan with the executor that comes with `@apollo/gateway`; the rest of the gateway doesn't know that. */
export async function runPlan(node: PlanNode | undefined, run: Run, logger: Logger): Promise<Result> {
  const { snapshot, prepared, variables, requestId } = run;
  // The executor reads no more than this of what Apollo Server would hand it.
  const context: Partial<StockContext> = { request: { variables }, metrics: {}, logger, context: {} };
  const absences: Place[] = [];
  const { data, errors, extensions } = await executeQueryPlan(
    { kind: 'QueryPlan', ...(node && { node }) },
    sourcesOf(snapshot, run.fetch, absences),
    context as StockContext,
    prepared.context,
    snapshot.supergraphSchema,
    snapshot.apiSchema,
  );
  for (const error of errors?.filter(isUnexpected) ?? []) logger.error({ err: error, requestId });
  const broken = errors ? [] : completionErrors(extensions?.['valueCompletion'], absences, requestId);
  for (const { message, path } of broken) logger.error({ path, requestId }, `a subgraph broke its schema: ${message}`);
  const all = errors?.map((error) => formatFailure(error, requestId)) ?? broken;
  return { ...(all.length > 0 && { errors: all }), data: data ?? null };
}

/** @param absences gets the place of each fetch that found not all of its entities. */
function sourcesOf({ subgraphs }: Snapshot, fetch: Fetch, absences: Place[]): Record<string, GraphQLDataSource> {
  return Object.fromEntries(
    [...subgraphs.keys()].map((service): [string, GraphQLDataSource] => [
      service,
      {
        process: async (options) => {
          const { query = '', variables = {}, operationName } = options.request;
          const { data, errors } = await fetch(service, { query, variables, operationName });
          const path = ('pathInIncomingRequest' in options && options.pathInIncomingRequest) || [];
          const place = placeOf(path);
          if (missesEntities(data)) absences.push(path);
          const placed = errors?.map((error) => (error.path || !place ? error : error.at(place)));
          return { data, ...(placed && { errors: placed }) } as StockAnswer;
        },
      },
    ]),
  );
}

/**
 * Where the answer of a fetch belongs, for an error of the whole fetch. The planner writes `@` for "each item", which
 * clients can't follow: such an error points at the list.
 */
function placeOf(path: Place): Place | undefined {
  const list = path.indexOf('@');
  const place = list === -1 ? path : path.slice(0, list);
  return place.length > 0 ? place : undefined;
}

const missesEntities = (data: SubgraphAnswer['data']): boolean => {
  const entities = data?.['_entities'];
  return Array.isArray(entities) && entities.includes(null);
};

/**
 * The executor tells of a broken promise of the schema in an extension of its own; GraphQL has errors for that. An entity
 * that is not there (a deleted account) breaks none: the field that leads to it is null.
 */
function completionErrors(found: unknown, absences: readonly Place[], requestId: string): GraphQLFormattedError[] {
  const all = Array.isArray(found) ? found.filter((error) => error instanceof GraphQLError) : [];
  const broken = all.filter(({ path = [] }) => !absences.some((place) => isFieldAt(path, place)));
  return broken.map(({ message, path }) => ({
    message,
    ...(path && { path }),
    extensions: { code: 'INTERNAL', reason: 'SUBGRAPH_BROKE_SCHEMA', retryable: false, reasons: [], requestId },
  }));
}

const isFieldAt = (path: Place, place: Place): boolean =>
  path.length === place.length + 1 && place.every((key, index) => key === '@' || key === path[index]);
