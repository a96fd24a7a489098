import { performance } from 'node:perf_hooks';
import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { DeliveredMessage } from './transport/transport.ts';

/** Seconds: an effect in a database takes milliseconds, a call to another service up to ten seconds. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

type Topics = readonly string[];
export type ConsumerMetrics = {
  /** While `work` has this message in hand, its age counts as the consumer's lag. */
  holding(message: DeliveredMessage, work: () => Promise<void>): Promise<void>;
  /** One try: told as handled, with how long it took, as repeated where `work` says that it was done before, or as failed. */
  watched(topic: string, work: () => Promise<boolean>): () => Promise<void>;
  /** An event became a dead letter. */
  parked(topic: string, kind: 'poison' | 'parked'): void;
  /** An event of a type that is not known here was passed over. */
  unknown(topic: string): void;
};

export function consumerMetrics(metrics: Metrics, consumer: string, topics: Topics): ConsumerMetrics {
  const byTopic = new Map(topics.map((topic) => [topic, instrumentsOf(metrics, { consumer, topic })]));
  const inHand = new Set<DeliveredMessage>();
  const lag = {
    name: 'bazaar_consumer_lag_seconds',
    help: 'Age of the oldest message that the consumer has in hand; 0 when it has none.',
    labels: { consumer },
  };
  metrics.read(lag, () => ageOf(inHand) / 1_000);
  return {
    holding: async (message, work) => {
      inHand.add(message);
      try {
        await work();
      } finally {
        inHand.delete(message);
      }
    },
    watched: (topic, work) => async () => {
      const startedAt = performance.now();
      let isNew: boolean;
      try {
        isNew = await work();
      } catch (error) {
        byTopic.get(topic)?.failed.add();
        throw error;
      }
      byTopic.get(topic)?.[isNew ? 'handled' : 'repeated'].add();
      byTopic.get(topic)?.seconds.see((performance.now() - startedAt) / 1_000);
    },
    parked: (topic, kind) => byTopic.get(topic)?.parked[kind].add(),
    unknown: (topic) => byTopic.get(topic)?.unknown.add(),
  };
}

const ageOf = (messages: Iterable<DeliveredMessage>): number =>
  Math.max(0, ...[...messages].map(({ timestamp }) => Date.now() - timestamp.getTime()));

function instrumentsOf(metrics: Metrics, labels: { consumer: string; topic: string }) {
  const parked = (kind: string) =>
    metrics.counter({
      name: 'bazaar_consumer_dead_letters_total',
      help: 'Events that became dead letters: poison by themselves, parked behind one of their key.',
      labels: { ...labels, kind },
    });
  return {
    handled: metrics.counter({ name: 'bazaar_consumer_handled_total', help: 'Events that were handled.', labels }),
    repeated: metrics.counter({
      name: 'bazaar_consumer_repeated_total',
      help: 'Events that came again and were passed over, as consumers with an inbox can tell.',
      labels,
    }),
    failed: metrics.counter({
      name: 'bazaar_consumer_failed_total',
      help: 'Tries that failed, those included that met an outage; an event is tried again.',
      labels,
    }),
    seconds: metrics.histogram({
      name: 'bazaar_consumer_handler_seconds',
      help: 'How long handling an event took, its transaction included.',
      labels,
      buckets: BUCKETS,
    }),
    parked: { poison: parked('poison'), parked: parked('parked') },
    unknown: metrics.counter({
      name: 'bazaar_consumer_unknown_events_total',
      help: 'Events of a type that this version does not know: passed over, and not handled later.',
      labels,
    }),
  };
}
