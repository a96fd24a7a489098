import type { Server } from 'node:http';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, type Context as SocketContext } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Scope } from '../lifecycle.ts';
import { type BaseContext, type Call, callOf, type Identify } from './call.ts';
import { causeOf, formatError, isOurFault } from './formatError.ts';
import { mapStream } from './mapStream.ts';

const MAX_FRAME = 64 * 1024;

type Streams<Context extends BaseContext> = Identify & { readonly context: (call: Call) => Context };

/**
 * Subscriptions of a subgraph over graphql-transport-ws on `/graphql`. Both credentials come with the upgrade request
 * and are verified once a socket; the gateway ends its socket when the person's token does.
 *
 * @returns what ends all sockets.
 */
export function serveSubscriptions<Context extends BaseContext>(
  server: Server,
  schema: GraphQLSchema,
  subgraph: Streams<Context>,
  { logger, metrics }: Pick<Scope, 'logger' | 'metrics'>,
): () => Promise<void> {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: MAX_FRAME });
  const calls = new WeakMap<object, Call>();
  const callOn = ({ extra }: { extra: object }) => calls.get((extra as Extra).socket) as Call;
  const format = (errors: readonly unknown[], { requestId }: Call) =>
    errors.map((error) => {
      if (isOurFault(error)) logger.error({ err: causeOf(error), requestId }, 'a subscription failed');
      return formatError(error, requestId);
    });

  const clients = new Set<Pick<SocketContext, 'subscriptions'>>();
  metrics.read({ name: 'bazaar_open_subscriptions', help: 'Subscriptions that are open now.' }, () =>
    [...clients].reduce((sum, { subscriptions }) => sum + Object.keys(subscriptions).length, 0),
  );

  const { dispose } = useServer(
    {
      schema,
      context: (socket) => subgraph.context(callOn(socket)),
      onConnect: (client) => {
        const { extra } = client;
        try {
          calls.set(extra.socket, callOf(subgraph, extra.request.headers));
          clients.add(client);
          return true;
        } catch (error) {
          // The reason, not the message: the gateway tells by it whose credential was refused.
          extra.socket.close(CloseCode.Unauthorized, String(formatError(error, '').extensions?.['reason']));
          return false;
        }
      },
      onClose: (client) => void clients.delete(client),
      subscribe: (args) => subscribeAnew(args, subgraph.context),
      onNext: (socket, _id, _payload, _args, { errors, ...result }) => ({
        ...(result as Pick<ExecutionResult, 'data'>),
        ...(errors && { errors: format(errors, callOn(socket)) }),
      }),
      onError: (socket, _id, _payload, errors) => format(errors, callOn(socket)),
    },
    sockets,
  );
  return async () => void (await dispose());
}

/** graphql-js would share one context, and so one set of loaders, among all events of a subscription. */
async function subscribeAnew<Context extends BaseContext>(args: ExecutionArgs, contextOf: (call: Call) => Context) {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const { call } = args.contextValue as Context;
  return mapStream(stream[Symbol.asyncIterator](), (event) =>
    execute({ ...args, rootValue: event, contextValue: contextOf(call) }),
  );
}
