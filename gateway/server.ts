import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { SecureContext } from 'node:tls';
import express, { type Express } from 'express';
import { closeServer, healthRoutes, lastAnswersOnLeaving } from '#kernel/http.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { countRequests } from '#kernel/metrics/requestNumbers.ts';
import type { AuthorizationOptions } from './authorization/authorize.ts';
import { makeWarnOfRules } from './authorization/warnOfRules.ts';
import type { ChangeSource } from './cache/changes.ts';
import { type CacheSettings, openCache } from './cache/operationCache.ts';
import { Connections } from './calls/connections.ts';
import { makeExecute } from './execution/execute.ts';
import { defaultLimits, type OperationLimits } from './execution/limits.ts';
import { OperationNumbers } from './execution/operationNumbers.ts';
import type { Execute } from './execution/port.ts';
import { Sharing } from './execution/sharing.ts';
import type { Snapshot } from './execution/snapshot.ts';
import { makeCallSubgraph } from './execution/subgraphClient.ts';
import { loadSupergraph, type Supergraph } from './execution/supergraph.ts';
import { traceOperations } from './execution/traceOperations.ts';
import { makeWarnOfNames } from './execution/warnOfNames.ts';
import { makeReadiness, unwatched, watchSubgraphs } from './health.ts';
import type { Identity } from './identity.ts';
import { defaultPlanning, makePlanning, type PlanningSettings } from './planning/planning.ts';
import { makeProtection, type ProtectionSettings } from './protection/protect.ts';
import { makeAnswerWhole, makeHttpHandler } from './protocols/http.ts';
import { makeFailed, notFound } from './protocols/notFound.ts';
import { makeAllowsOrigin } from './protocols/origins.ts';
import { serveWebSockets } from './protocols/websocket.ts';
import { takeWhole } from './protocols/whole/takeWhole.ts';
import {
  addressesOf,
  firstOf,
  makeStreamFrom,
  makeTakeAddress,
  type SubgraphUrls,
  type TakeAddress,
} from './resilience/addresses.ts';
import { callNumbers } from './resilience/callNumbers.ts';
import { defaultResilience, guardCalls, type ResilienceSettings } from './resilience/guardCalls.ts';
import { addCallMetrics, callStates } from './resilience/showCalls.ts';
import { makeDeadlineOf, type TimeLimits } from './resilience/timeLimits.ts';
import { makeSubscribe } from './subscriptions/subscribe.ts';
import { makeOpenUpstream } from './subscriptions/upstream/openUpstream.ts';

export type GatewayOptions = {
  readonly supergraphFile: string;
  readonly identity: Identity;
  /** Subgraph → address, or several that are asked in turn, where it isn't the one that the supergraph says. */
  readonly subgraphUrls: SubgraphUrls;
  /** Subgraph → path of its streams, where it isn't that of its queries. */
  readonly subgraphStreamPaths?: Readonly<Record<string, string>>;
  readonly subgraphTimeoutMs: number;
  /** Whom to believe behind `https:`; by default whom Node believes. */
  readonly subgraphTrust?: SecureContext | undefined;
  /** How many queries to a subgraph that leave at the same time may share a connection; by default each has one of its own. */
  readonly pipelining?: number;
  /** How long is waited for some subgraphs and some operations, in place of that. */
  readonly deadlines?: Omit<TimeLimits, 'defaultMs'>;
  /** Equal queries of one caller that run at the same time share one execution; so by default. */
  readonly deduplicate?: boolean;
  /** Keeps answers of subgraphs that may be kept; none by default. */
  readonly cache?: CacheSettings | undefined;
  /** What drops them before their time. */
  readonly changes?: ChangeSource | undefined;
  /** When calls to a subgraph are held back or repeated. */
  readonly resilience?: ResilienceSettings;
  /** How rules of the supergraph are enforced; by default what is denied comes as null. */
  readonly authorization?: AuthorizationOptions;
  /** What one operation and one caller may ask for; limits of an operation have defaults, costs and rates none. */
  readonly protection?: ProtectionSettings & {
    readonly limits?: OperationLimits;
    /** How long a list is taken to be of which the supergraph says nothing. */
    readonly listSize?: number;
    readonly planning?: PlanningSettings;
  };
  /** Clients may look at the schema. */
  readonly introspection: boolean;
  /** Clients may ask how their operations are planned and answered (`x-bazaar-explain`), which tells what is behind. */
  readonly explains?: boolean;
  /** Pages of these origins may use the gateway: `https://shop.example`, `http://localhost:*`. */
  readonly origins: readonly string[];
  /** Ready only once the subgraphs are. */
  readonly waitForSubgraphs: boolean;
  /** Where a subgraph answers 200 while it can serve; where the gateway waits for them, `/health/ready` unless it is said. */
  readonly subgraphHealthPath?: string | undefined;
  /** Pages and their files, such as the explorer. */
  readonly pages?: (take: TakeAddress) => Express;
  /** How large a request over HTTP may be, from 100 KB on, which is the default. */
  readonly maxBodyBytes?: number;
  /** How long a client may take to send a request, in milliseconds. */
  readonly requestTimeoutMs?: number;
};

export const GRAPHQL_PATH = '/graphql';
const STREAMS_END_MS = 5_000;
/** A connection on which nothing moves for so long is cut: heartbeats keep the ones that are read. */
const STALLED_MS = 120_000;
const REQUEST_MS = 30_000;

/**
 * A gateway for any supergraph, not yet listening. `scope.onStop` drains it: no new connections, sockets closed with
 * 1001, streams ended, running requests answered.
 *
 * @throws AppError BAD_USER_INPUT (SUPERGRAPH_UNREADABLE, SUPERGRAPH_INVALID).
 */
export async function buildGateway(options: GatewayOptions, scope: Scope): Promise<Server> {
  const connections = new Connections(options.pipelining, options.subgraphTrust);
  scope.onStop(() => connections.close());
  const warnings = [makeWarnOfRules(options.identity, scope.logger), makeWarnOfNames(namesIn(options), scope.logger)];
  const onSnapshot = (snapshot: Snapshot) => {
    for (const warn of warnings) warn(snapshot);
  };
  const supergraph = await loadSupergraph({ file: options.supergraphFile, onSnapshot }, scope);
  const { subgraphUrls, resilience = defaultResilience } = options;
  const urlOf = (subgraph: string, routingUrl: string) => firstOf(subgraphUrls[subgraph]) ?? routingUrl;
  const urls = () =>
    new Map([...supergraph.current().subgraphs].map(([name, url]) => [name, subgraphUrls[name] ?? url]));
  const { waitForSubgraphs: waits, subgraphHealthPath: path = waits ? '/health/ready' : undefined } = options;
  const others = path === undefined ? unwatched : watchSubgraphs({ urls, path, trust: options.subgraphTrust }, scope);

  const { logger } = scope;
  const sharing = options.deduplicate === false ? undefined : new Sharing();
  const limits: TimeLimits = { ...options.deadlines, defaultMs: options.subgraphTimeoutMs };
  const callSubgraph = makeCallSubgraph(connections, {
    limits,
    logger,
    sharing: sharing?.requests,
  });
  const addresses = addressesOf(subgraphUrls, resilience, others.isUnfit);
  const numbersOf = (subgraph: string) => callNumbers(scope.metrics, subgraph);
  const guarded = guardCalls(callSubgraph, { settings: resilience, logger, addresses, numbersOf });
  addCallMetrics(scope.metrics, guarded);
  const { metrics } = scope;
  const { cache: settings, changes } = options;
  const onChange = () => sharing?.forget();
  const cache = settings?.bytes ? await openCache({ settings, changes, onChange, metrics }) : undefined;
  const execute = executeOn(
    supergraph,
    {
      ...options,
      urlOf,
      streamFrom: makeStreamFrom(addresses),
      callSubgraph: guarded.call,
      sharing,
      cache,
      deadlineOf: makeDeadlineOf(limits),
    },
    scope,
  );
  const { tracing } = scope;
  return serve(
    tracing ? traceOperations(execute, tracing) : execute,
    options,
    {
      health: healthRoutes(
        makeReadiness(scope.health, others, { shown: { states: () => callStates(guarded) }, waits }),
      ),
      pages: options.pages?.(makeTakeAddress(addresses)),
    },
    scope,
  );
}

const namesIn = ({ subgraphUrls, subgraphStreamPaths, deadlines }: GatewayOptions) => ({
  'subgraphs.urls': subgraphUrls,
  'subgraphs.streamPaths': subgraphStreamPaths,
  'deadlines.subgraphMs': deadlines?.subgraphMs,
});

type Execution = Pick<
  GatewayOptions,
  'subgraphTrust' | 'subgraphStreamPaths' | 'identity' | 'introspection' | 'authorization' | 'protection'
> &
  Pick<Parameters<typeof makeExecute>[0], 'urlOf' | 'streamFrom' | 'callSubgraph' | 'sharing' | 'cache' | 'deadlineOf'>;

function executeOn(supergraph: Supergraph, execution: Execution, { logger, metrics, onStop }: Scope): Execute {
  const { protection = {} } = execution;
  return makeExecute({
    snapshot: supergraph.current,
    identity: execution.identity,
    urlOf: execution.urlOf,
    streamFrom: execution.streamFrom,
    callSubgraph: execution.callSubgraph,
    sharing: execution.sharing,
    cache: execution.cache,
    deadlineOf: execution.deadlineOf,
    subscribe: makeSubscribe(
      makeOpenUpstream({ logger, trust: execution.subgraphTrust, paths: execution.subgraphStreamPaths }),
      metrics,
    ),
    authorization: execution.authorization ?? { mode: 'filter' },
    protection: makeProtection(protection, logger),
    makePlan: makePlanning(protection.planning ?? defaultPlanning, onStop),
    options: {
      limits: protection.limits ?? defaultLimits,
      introspection: execution.introspection,
      ...(protection.listSize !== undefined && { listSize: protection.listSize }),
    },
    numbers: new OperationNumbers(metrics),
    logger,
  });
}

type Beside = { readonly health: Express; readonly pages: Express | undefined };

function serve(execute: Execute, options: GatewayOptions, { health, pages }: Beside, scope: Scope): Server {
  const { identity, origins, requestTimeoutMs: requestTimeout = REQUEST_MS } = options;
  const { logger } = scope;
  const allowsOrigin = makeAllowsOrigin(origins);
  const stopping = new AbortController();
  const { signal } = stopping;
  const { explains, maxBodyBytes } = options;
  const deps = { execute, identity, allowsOrigin, logger, signal, explains, maxBodyBytes };
  const http = makeHttpHandler(deps);
  const count = countRequests(scope.metrics);
  const app = express().disable('x-powered-by');
  const server = createServer(
    { requestTimeout, headersTimeout: 10_000, keepAliveTimeout: 65_000, shouldUpgradeCallback: isForWebSocket },
    (request, response) => {
      // Operations take the short way: what Express does for a request costs as much as running one.
      if (request.url !== GRAPHQL_PATH) return void app(request, response);
      const beganAt = performance.now();
      void http(request, response).then(() => count(response, beganAt));
    },
  );
  server.timeout = STALLED_MS;
  lastAnswersOnLeaving(server, scope.leaving);
  app.use(health);
  app.all(GRAPHQL_PATH, http);
  if (pages) app.use(pages);
  app.use(notFound, makeFailed(logger));
  const whole = takeWhole(server, {
    path: GRAPHQL_PATH,
    answer: makeAnswerWhole(deps),
    answered: (statusCode, beganAt) => count({ statusCode, getHeader: nothing }, beganAt),
    leaving: scope.leaving,
  });
  const closeSockets = serveWebSockets(server, { execute, identity, allowsOrigin, logger, path: GRAPHQL_PATH });
  scope.onStop(async () => {
    stopping.abort();
    whole.close();
    const hurry = setTimeout(() => {
      whole.destroy();
      server.closeAllConnections();
    }, STREAMS_END_MS);
    await Promise.all([closeSockets(), server.listening && closeServer(server)]);
    clearTimeout(hurry);
  });
  return server;
}

/** Whoever would rather speak HTTP/2 is answered in HTTP/1.1, as the specification has it (RFC 9110, section 7.8). */
const isForWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/** Its headers tell nothing that is counted. */
const nothing = () => undefined;
