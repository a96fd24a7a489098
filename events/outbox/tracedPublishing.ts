import { isSampled, TRACEPARENT_HEADER, traceparentFrom } from '#kernel/traceparent.ts';
import type { Span, Tracing } from '#kernel/tracing/span.ts';
import type { Message, Transport } from '../transport/transport.ts';

/**
 * Publishing an event is part of the trace that its outbox row remembers, and whoever handles the event follows from it:
 * what lies between the two is how long it waited.
 */
export const tracedPublishing = (transport: Transport, tracing: Tracing): Transport => ({
  ...transport,
  publish: async (messages) => {
    const spans: Span[] = [];
    const traced = messages.map((message) => {
      const traceparent = traceparentFrom(message.headers[TRACEPARENT_HEADER]);
      if (traceparent === undefined || !isSampled(traceparent)) return message;
      const span = tracing.begin(`publish ${typeOf(message)}`, {
        kind: 'producer',
        traceparent,
        attributes: { 'messaging.operation.type': 'send', 'messaging.destination.name': message.topic },
      });
      spans.push(span);
      return { ...message, headers: { ...message.headers, [TRACEPARENT_HEADER]: span.traceparent } };
    });
    try {
      await transport.publish(traced);
    } catch (error) {
      for (const span of spans) span.fail(error);
      throw error;
    } finally {
      for (const span of spans) span.end();
    }
  },
});

/** The envelope begins with id and type, whoever wrote it. */
const typeOf = ({ value, topic }: Message): string => /"type":"(\w+)"/.exec(value)?.[1] ?? topic;
