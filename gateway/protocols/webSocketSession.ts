import type { IncomingMessage } from 'node:http';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, GraphQLSchema, parse } from 'graphql';
import { CloseCode, makeServer, type SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { REQUEST_ID_HEADER, requestIdFrom } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import { type Execute, isStream, type Result, StreamFailed } from '../execution/port.ts';
import type { Identity } from '../identity.ts';
import { readOperation } from './readOperation.ts';

const MAX_SUBSCRIPTIONS = 20;
const INIT_MS = 3_000;
/** A closing frame holds 123 bytes of reason. */
const MAX_REASON = 100;

type Deps = {
  readonly execute: Execute;
  readonly identity: Identity;
};

/** What the gateway knows of one socket. */
export type Session = {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  authorization: string | undefined;
  unwatch: () => void;
};

/** The id that came with the upgrade, or a new one for each operation. */
export const idFor = ({ request }: Session): string => requestIdFrom(request.headers[REQUEST_ID_HEADER]);

export type Protocol = ReturnType<typeof makeProtocol>;

/** What is said on a socket, by graphql-ws: who it is for, what runs on it, what its errors look like. */
export function makeProtocol(deps: Deps) {
  return makeServer<Record<string, unknown>, Session>({
    connectionInitWaitTimeout: INIT_MS,
    onConnect: ({ connectionParams, extra }) => connect(deps, extra, connectionParams ?? {}),
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      const result =
        Object.keys(subscriptions).length > MAX_SUBSCRIPTIONS
          ? refusal(
              new AppError('REFUSED', 'TOO_MANY_SUBSCRIPTIONS', `at most ${MAX_SUBSCRIPTIONS} on a socket`),
              extra,
            )
          : await run(deps, extra, payload);
      if (!isStream(result) && !('data' in result))
        return (result.errors ?? []).map((error) => new FormattedError(error));
      return { ...ALREADY_CHECKED, contextValue: result };
    },
    subscribe: ({ contextValue }) => contextValue as never, // what `execute` gave, which graphql-ws takes as it is
    // Already as the client is to see it.
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: ({ extra }, _id, _payload, errors) => errors.flatMap((error) => formattedOf(error, extra)),
  });
}

/** Every operation takes the path of a subscription; its result may still be a single one. */
const ALREADY_CHECKED = { schema: new GraphQLSchema({}), document: parse('subscription { checked }') };

async function run({ execute, identity }: Deps, session: Session, payload: SubscribePayload) {
  const { authorization } = session;
  try {
    const principal = identity.identify(authorization);
    const operation = readOperation(payload);
    const clientAddress = identity.addressOf(session.request);
    return await execute(operation, { principal, authorization, requestId: idFor(session), clientAddress, kinds: ANY });
  } catch (error) {
    return refusal(error, session);
  }
}

const ANY = ['query', 'mutation', 'subscription'] as const;

const refusal = (error: unknown, session: Session): Result => ({ errors: [formatError(error, idFor(session))] });

/** A client gives up on 4401 and tries again on 4403, with a new token if it can get one. */
const closeCodeOf = (error: unknown): number =>
  error instanceof AppError && error.reason === 'TOKEN_EXPIRED' ? CloseCode.Forbidden : CloseCode.Unauthorized;

async function connect(
  { identity }: Deps,
  session: Session,
  params: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { socket, request } = session;
  const close = (error: unknown) =>
    socket.close(closeCodeOf(error), formatError(error, '').message.slice(0, MAX_REASON));
  try {
    session.authorization = authorizationIn(params) ?? request.headers.authorization;
    await identity.settle?.(session.authorization);
    const principal = identity.identify(session.authorization);
    const presented = { principal, authorization: session.authorization };
    // Its subscriptions are told first; their last messages go out before the closing frame.
    session.unwatch = identity.watch(presented, (error) => setImmediate(close, error));
    return true;
  } catch (error) {
    close(error);
    return false;
  }
}

/** Clients differ in where they put it. */
function authorizationIn(params: Readonly<Record<string, unknown>>): string | undefined {
  const { headers } = params;
  const places = [params, typeof headers === 'object' && headers !== null ? (headers as typeof params) : {}];
  const found = places.flatMap((place) => [place['authorization'], place['Authorization']]);
  return found.find((value): value is string => typeof value === 'string');
}

/** graphql-ws wants its own kind of error back; this one knows what it is to look like. */
class FormattedError extends GraphQLError {
  readonly formatted: GraphQLFormattedError;

  constructor(formatted: GraphQLFormattedError) {
    super(formatted.message);
    this.formatted = formatted;
  }
}

function formattedOf(error: unknown, session: Session): readonly GraphQLFormattedError[] {
  if (error instanceof FormattedError) return [error.formatted];
  const origin: unknown = error instanceof GraphQLError ? error.originalError : error;
  return origin instanceof StreamFailed ? origin.errors : [formatError(error, idFor(session))];
}
