import { onTestFinished, vi } from 'vitest';
import type { testKafka } from '#testing/kafka.ts';
import { testMongo } from '#testing/mongo.ts';
import type { Handler, Message, Subscription, Transport } from '../transport.ts';
import { keysNamed } from './numbered.ts';
import { configFor, type Received } from './transportsUnderTest.ts';

/** Both, for `describe.each`: whatever one can the other can. A test file has to bring its Kafka itself. */
export const bothTransports = (kafka: typeof testKafka) => [
  { name: 'the embedded log', config: () => configFor(testMongo()) },
  { name: 'Kafka', config: () => configFor(testMongo(), kafka()) },
];

export const topic = 'orders.v1';
export const keys = keysNamed(12);

export const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

/** Stopped at the end of the test if it was not before. */
export async function subscribed(
  transport: Transport,
  group: string,
  handle: Handler,
  atOnce = 1,
): Promise<Subscription> {
  const subscription = await transport.subscribe({ group, topics: [topic], handle, atOnce });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= subscription.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { ...bound(subscription), stop };
}

export async function broadcasting(transport: Transport, received: Received, since?: Date): Promise<void> {
  const options = { topics: [topic], handle: received.handle };
  const subscription = await transport.broadcast(since ? { ...options, since } : options);
  onTestFinished(() => subscription.stop());
}

const bound = (subscription: Subscription) => ({
  pause: () => subscription.pause(),
  resume: () => subscription.resume(),
  health: () => subscription.health(),
});

export const valuesOf = (messages: readonly Message[]): string[] => messages.map(({ value }) => value);
export const sorted = (values: Iterable<string>): string[] => [...values].toSorted();
