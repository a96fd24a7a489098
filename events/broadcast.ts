import { REQUEST_ID_HEADER, requestIdFrom, withCallContext } from '#kernel/callContext.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Logger } from '#kernel/logging.ts';
import { TRACEPARENT_HEADER, traceparentFrom } from '#kernel/traceparent.ts';
import { DEAD_LETTER } from './deadLetters/record.ts';
import { decode } from './decode.ts';
import { endWith } from './endWith.ts';
import { type EventHandlers, handlerOf, topicsOf } from './handlers.ts';
import type { DeliveredMessage, Delivery, Transport } from './transport/transport.ts';

type Options = {
  readonly transport: Transport;
  /** Real time. The default is now; earlier events are handled before this resolves. */
  readonly since?: Date;
  readonly handlers: EventHandlers;
};

/**
 * Tells this instance of every event, whatever other instances there are: live streams, caches, revocations. Nothing is
 * remembered between starts. A handler that fails loses the event for this instance, so it is for what can be lost.
 */
export async function followEvents({ transport, since, handlers }: Options, scope: Scope): Promise<void> {
  const topics = topicsOf(handlers);
  const logger = scope.logger.child({ follows: topics });
  const subscription = await transport.broadcast({
    topics,
    ...(since && { since }),
    handle: (message, delivery) => tell(handlers, message, delivery, logger),
  });
  endWith(scope, subscription);
  scope.health.add(`live ${topics.join(' ')}`, () => subscription.health());
}

async function tell(
  handlers: EventHandlers,
  message: DeliveredMessage,
  { signal }: Delivery,
  logger: Logger,
): Promise<void> {
  try {
    // What comes again for one consumer is no news.
    if (message.headers[DEAD_LETTER.replayFor] !== undefined) return;
    const handler = handlerOf(handlers, message.topic);
    const decoded = handler && decode(handler.topic, message);
    if (decoded?.kind === 'malformed') throw decoded.error;
    if (!handler || decoded?.kind !== 'event') return;
    const { event } = decoded;
    const requestId = requestIdFrom(message.headers[REQUEST_ID_HEADER]);
    const traceparent = traceparentFrom(message.headers[TRACEPARENT_HEADER]);
    await withCallContext({ requestId, traceparent, causationId: event.id }, () =>
      handler.handle(event, { signal, position: message }),
    );
  } catch (error) {
    const { topic, partition, offset } = message;
    logger.error({ err: error, topic, partition, offset }, 'a live event was lost for this instance');
  }
}
