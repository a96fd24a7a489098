import { createServer, type Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { buildSubgraphSchema } from '@apollo/subgraph';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import { gql } from 'graphql-tag';
import { REQUEST_ID_HEADER, requestIdFrom } from '../callContext.ts';
import { AppError } from '../errors.ts';
import { healthRoutes, lastAnswersOnLeaving, listen, metricsRoutes } from '../http.ts';
import type { Scope } from '../lifecycle.ts';
import type { Logger } from '../logging.ts';
import { currentSpan } from '../tracing/span.ts';
import type { BaseContext, Call, Identify } from './call.ts';
import { checkResolvers } from './checkResolvers.ts';
import { causeOf, formatError, isOurFault } from './formatError.ts';
import { enforceGrants, type Grants } from './grants.ts';
import { graphqlRoute, isForGraphql, type Route } from './graphqlRoute.ts';
import { serveSubscriptions } from './subscriptionServer.ts';

export type Subgraph<Context extends BaseContext> = Identify & {
  readonly name: string;
  /** The text of its schema.graphql. */
  readonly sdl: string;
  readonly resolvers: object;
  /** Made anew for every request and for every event of a subscription, loaders included. */
  readonly context: (call: Call) => Context;
  readonly grants: Grants;
};

type SubgraphModule = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>;
type ResolverMap = NonNullable<SubgraphModule['resolvers']>;
type Where = { host: string; port: number; routes?: (app: Express) => void };

/** The executable schema, with its resolvers checked and its service-only fields closed. */
export function subgraphSchema({
  sdl,
  resolvers,
  grants,
}: Pick<Subgraph<BaseContext>, 'sdl' | 'resolvers' | 'grants'>): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: gql(sdl), resolvers: resolvers as ResolverMap }]);
  checkResolvers(schema, resolvers as Record<string, unknown>);
  enforceGrants(schema, grants);
  return schema;
}

/**
 * How long a connection that is not used may be kept; callers let go of it a second earlier, or two. No longer than STOP_DELAY_MS where
 * there are replicas: who used one last before a stop began never sends another request into it while it closes.
 */
const KEPT_MS = 3_000;

/**
 * Serves `/graphql` over HTTP and WebSocket, `/health…`, `/metrics`, and what `routes` adds. Without a valid call credential
 * `/graphql` answers nothing, not even `__typename`.
 *
 * @returns the port it listens on.
 * @throws AppError UNAVAILABLE (PORT_TAKEN), INTERNAL (UNKNOWN_RESOLVERS, GRANT_WITHOUT_FIELD).
 */
export async function serveSubgraph<Context extends BaseContext>(
  subgraph: Subgraph<Context>,
  { host, port, routes }: Where,
  scope: Scope,
): Promise<number> {
  const schema = subgraphSchema(subgraph);
  const server = createServer({ keepAliveTimeout: KEPT_MS });
  const apollo = apolloServer<Context>(schema, server, scope);
  await apollo.start();
  const graphql = graphqlRoute({ ...subgraph, apollo }, scope);
  const others = otherRoutes(scope, routes);
  server.on('request', (request, response) => (isForGraphql(request) ? graphql : others)(request, response));
  lastAnswersOnLeaving(server, scope.leaving);
  const bound = await listen(server, { host, port });
  // Not before: graphql-ws would print a stack of its own for a port that is taken.
  const stopSubscriptions = serveSubscriptions(server, schema, subgraph, scope);
  scope.onStop(() => apollo.stop());
  scope.onStop(stopSubscriptions);
  return bound;
}

function otherRoutes({ health, metrics, logger }: Scope, routes: Where['routes']): Route {
  const app = express().disable('x-powered-by');
  app.use(healthRoutes(health), metricsRoutes(metrics));
  routes?.(app);
  return app.use(notFound, makeFailed(logger));
}

/** What no route took. Some routes are open to the public, which reads one format of errors. */
const notFound = (request: Request, response: Response): void => {
  const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
  const error = new AppError('NOT_FOUND', 'NO_SUCH_PAGE', 'there is nothing here');
  response.status(404).json({ errors: [formatError(error, requestId)] });
};

/** Express would answer with a page of HTML. */
const makeFailed =
  (logger: Logger): ErrorRequestHandler =>
  (error: Error & { status?: number }, request, response, _next) => {
    const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
    const { status = 500 } = error;
    if (status >= 500) logger.error({ err: error, requestId }, 'a request failed');
    const cause = status < 500 ? new AppError('BAD_USER_INPUT', 'BAD_BODY', error.message) : error;
    response.status(status).json({ errors: [formatError(cause, requestId)] });
  };

function apolloServer<Context extends BaseContext>(schema: GraphQLSchema, server: Server, { logger }: Scope) {
  return new ApolloServer<Context>({
    schema,
    logger,
    introspection: true, // only callers with a credential get this far
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: (_formatted, error) => formatError(error, ''),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // Nothing about the shop is told to anyone outside, whatever APOLLO_* variables the machine has.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: 5_000 }),
      errorReports<Context>(logger),
    ],
  });
}

/** Logs what is our fault, and gives each error the id of its request. */
const errorReports = <Context extends BaseContext>(logger: Logger): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue }) => {
      const { requestId } = contextValue.call;
      // The cause itself: a GraphQLError does not show what is behind it.
      for (const error of errors.filter(isOurFault)) {
        currentSpan()?.fail(causeOf(error));
        logger.error({ err: causeOf(error), path: error.path, requestId }, 'an operation failed');
      }
    },
    willSendResponse: async ({ response: { body }, contextValue }) => {
      const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      for (const { extensions } of errors) if (extensions) extensions['requestId'] = contextValue.call.requestId;
    },
  }),
});
