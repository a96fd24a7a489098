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
import { expressMiddleware } from '@as-integrations/express5';
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { GraphQLSchema } from 'graphql';
import { gql } from 'graphql-tag';
import { REQUEST_ID_HEADER, requestIdFrom, withCallContext } from '../callContext.ts';
import { refuseTooLate } from '../deadline.ts';
import { AppError } from '../errors.ts';
import { healthRoutes, listen, metricsRoutes } from '../http.ts';
import type { Scope } from '../lifecycle.ts';
import type { Logger } from '../logging.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { countRequests } from '../metrics/requestNumbers.ts';
import { currentSpan } from '../tracing/span.ts';
import { type BaseContext, type Call, callOf, type Identify } from './call.ts';
import { checkResolvers } from './checkResolvers.ts';
import { causeOf, formatError, isOurFault } from './formatError.ts';
import { enforceGrants, type Grants } from './grants.ts';
import { serveSubscriptions } from './subscriptionServer.ts';
import { nameSpan, traceRequest } from './traceRequests.ts';

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
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  const apollo = apolloServer<Context>(schema, server, scope);
  await apollo.start();
  app.use(healthRoutes(scope.health), metricsRoutes(scope.metrics));
  routes?.(app);
  const readBody = express.json({ limit: '256kb' });
  const { tracing } = scope;
  const traced = tracing ? [traceRequest(tracing), readBody, nameSpan] : [readBody];
  app.use(
    '/graphql',
    counted(scope.metrics),
    authenticate(subgraph),
    ...traced,
    whileAwaited,
    graphqlOver(apollo, subgraph),
  );
  app.use(notFound, makeFailed(scope.logger));
  const bound = await listen(server, { host, port });
  // Not before: graphql-ws would print a stack of its own for a port that is taken.
  const stopSubscriptions = serveSubscriptions(server, schema, subgraph, scope);
  scope.onStop(() => apollo.stop());
  scope.onStop(stopSubscriptions);
  return bound;
}

function counted(metrics: Metrics): RequestHandler {
  const count = countRequests(metrics);
  return (_request, response, next) => {
    const beganAt = performance.now();
    response.once('finish', () => count(response, beganAt));
    next();
  };
}

const authenticate =
  (subgraph: Identify) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
    try {
      const call = callOf(subgraph, { ...request.headers, [REQUEST_ID_HEADER]: requestId });
      response.locals['call'] = call;
      withCallContext(call, next);
    } catch (error) {
      response.status(401).json({ errors: [formatError(error, requestId)] });
    }
  };

/** Behind the body, which may have come slowly: from here on nothing that was begun is broken off. */
const whileAwaited = (_request: Request, response: Response, next: NextFunction): void => {
  const { deadline, requestId } = response.locals['call'] as Call;
  try {
    refuseTooLate(deadline);
    next();
  } catch (error) {
    response.status(503).json({ errors: [formatError(error, requestId)] });
  }
};

/** What no route took. Some routes are open to the public, which reads one format of errors. */
const notFound = (request: Request, response: Response): void => {
  const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
  const error = new AppError('NOT_FOUND', 'NO_SUCH_PAGE', 'there is nothing here');
  response.status(404).json({ errors: [formatError(error, requestId)] });
};

/** Above all a body that is no JSON or too large; express would answer with a page of HTML. */
const makeFailed =
  (logger: Logger): ErrorRequestHandler =>
  (error: Error & { status?: number }, request, response, _next) => {
    const call = response.locals['call'] as Call | undefined;
    const requestId = call?.requestId ?? requestIdFrom(request.headers[REQUEST_ID_HEADER]);
    const { status = 500 } = error;
    if (status >= 500) logger.error({ err: error, requestId }, 'a request failed');
    const cause = status < 500 ? new AppError('BAD_USER_INPUT', 'BAD_BODY', error.message) : error;
    response.status(status).json({ errors: [formatError(cause, requestId)] });
  };

const graphqlOver = <Context extends BaseContext>(apollo: ApolloServer<Context>, { context }: Subgraph<Context>) =>
  expressMiddleware(apollo, { context: async ({ res }) => context(res.locals['call'] as Call) });

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
