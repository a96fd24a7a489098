import { DEAD_LETTER, deadLetterTopics, readRecord } from '#events/deadLetters/record.ts';
import { replayOf } from '#events/deadLetters/replay.ts';
import type { DeliveredMessage, Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { DeadLetterStore, Recorded } from './deadLetterPorts.ts';
import { makeGoOnReplaying, type Resend } from './usecases/goOnReplaying.ts';

/** Keeps the dead letters of the whole shop, so that people can find, replay and drop them. Repeatable. */
export async function followDeadLetters(store: DeadLetterStore, transport: Transport, scope: Scope): Promise<void> {
  const goOn = makeGoOnReplaying({ store, resend: makeResend(transport) });
  const subscription = await transport.subscribe({
    group: 'dead-letters',
    topics: deadLetterTopics,
    handle: (message) => keep(message, store, goOn),
  });
  scope.onStop(() => subscription.stop());
  scope.health.add('dead letters', () => subscription.health());
}

async function keep(
  message: DeliveredMessage,
  store: DeadLetterStore,
  goOn: ReturnType<typeof makeGoOnReplaying>,
): Promise<void> {
  const record = readRecord(message);
  if (!record) return;
  const { kind, origin, isReplayed: failedAgain } = record;
  const position = Number(message.offset);
  if (kind === 'released') await store.release(record, position, message.timestamp);
  else if (kind === 'kept') await goOn(record, position);
  else if (origin !== undefined) {
    await store.record({ ...letterOf(message), ...record, kind: kindOf(kind), origin, failedAgain, position });
  }
}

const kindOf = (kind: 'poison' | 'parked') => (kind === 'poison' ? 'POISON' : 'PARKED');

function letterOf({ value: event, headers, timestamp: recordedAt }: DeliveredMessage) {
  const { consumer, origin, reason, message, attempts, stack, since } = DEAD_LETTER;
  const text = (name: string) => headers[name] ?? null;
  // Strangers' records may say anything: none of them may keep the others from being kept.
  const [count, at] = [Number(headers[attempts]), new Date(headers[since] ?? '')];
  return {
    id: `${text(consumer)}:${text(origin)}`,
    reason: text(reason),
    message: text(message),
    attempts: Number.isInteger(count) ? count : null,
    stack: text(stack),
    failedAt: Number.isNaN(at.getTime()) ? null : at,
    recordedAt,
    event,
    headers,
  } satisfies Partial<Recorded>;
}

/** Sends letters to their consumer again, by way of the topic that they came from. */
export const makeResend =
  (transport: Pick<Transport, 'publish'>): Resend =>
  (key, { letters, known }) =>
    transport.publish(
      replayOf({ ...key, letters: letters.map((letter) => ({ ...letter, value: letter.event })), known }),
    );
