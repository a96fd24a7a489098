import { z } from 'zod';
import type { DeliveredMessage } from '#events/transport/transport.ts';
import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';

/** Whatever says so much of itself is shown; the contracts are the consumers' to keep. */
const envelope = z.object({
  type: z.string(),
  id: z.string(),
  occurredAt: z.string(),
  sequence: z.number(),
  data: z.unknown(),
});

/** An event as it passed by. */
export type SeenEvent = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  /** When the transport took it, real time. */
  readonly publishedAt: string;
  readonly requestId: string | null;
  /** For one consumer alone, which is to handle it again. */
  readonly isReplayed: boolean;
  /** Null for what can't be read. */
  readonly event: z.infer<typeof envelope> | null;
  /** What can't be read, as it came. */
  readonly unreadable: string | null;
};

export function seenEvent({ topic, partition, offset, key, timestamp, value, headers }: DeliveredMessage): SeenEvent {
  const event = eventIn(value);
  return {
    topic,
    partition,
    offset,
    key,
    publishedAt: timestamp.toISOString(),
    requestId: headers[REQUEST_ID_HEADER] ?? null,
    isReplayed: headers['dead-letter-replay-for'] !== undefined,
    event,
    unreadable: event ? null : value,
  };
}

function eventIn(value: string): z.infer<typeof envelope> | null {
  try {
    return envelope.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
