import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import { TRACEPARENT_HEADER, traceparentFrom } from '#kernel/traceparent.ts';
import type { Span, Tracing } from '#kernel/tracing/span.ts';
import type { DeliveredMessage } from './transport/transport.ts';

/** What a consumer does with an event belongs to the trace of what made it happen, however much later it is. */
export function spanOfEvent(tracing: Tracing, consumer: string, type: string, message: DeliveredMessage): Span {
  const { topic, partition, offset, headers } = message;
  return tracing.begin(`${consumer} ${type}`, {
    kind: 'consumer',
    traceparent: traceparentFrom(headers[TRACEPARENT_HEADER]),
    attributes: {
      'messaging.operation.type': 'process',
      'messaging.destination.name': topic,
      'messaging.destination.partition.id': String(partition),
      'messaging.consumer.group.name': consumer,
      'bazaar.event.type': type,
      'bazaar.event.offset': offset,
      'bazaar.request_id': headers[REQUEST_ID_HEADER] ?? '',
    },
  });
}
