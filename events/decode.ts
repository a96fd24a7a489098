import { AppError, messageOf } from '#kernel/errors.ts';
import { parseInput } from '#kernel/validation.ts';
import { contracts, type EventOf, type Topic } from './contracts/registry.ts';
import type { Message } from './transport/transport.ts';

export type Decoded =
  | { readonly kind: 'event'; readonly event: EventOf<Topic> }
  /**
   * A newer version published it. It is passed over for good, since to park it would hold up its key for readers that
   * have nothing to do with it: who needs the type has to know it before it is published (READERS FIRST).
   */
  | { readonly kind: 'unknownType' }
  /** `error`: AppError BAD_USER_INPUT (MALFORMED_EVENT). */
  | { readonly kind: 'malformed'; readonly error: AppError };

/** The event in a message, checked against its topic's contract. */
export function decode(topic: Topic, { value }: Pick<Message, 'value'>): Decoded {
  try {
    const json: unknown = JSON.parse(value);
    const type = typeOf(json);
    if (type !== undefined && !isKnown(topic, type)) return { kind: 'unknownType' };
    return { kind: 'event', event: parseInput<EventOf<Topic>>(contracts[topic], json) };
  } catch (cause) {
    const error = new AppError('BAD_USER_INPUT', 'MALFORMED_EVENT', messageOf(cause), { cause });
    return { kind: 'malformed', error };
  }
}

const isKnown = (topic: Topic, type: string): boolean =>
  contracts[topic].options.some(({ shape }) => shape.type.value === type);

const typeOf = (json: unknown): string | undefined =>
  typeof json === 'object' && json !== null && 'type' in json && typeof json.type === 'string' ? json.type : undefined;
