import { contracts, type Topic } from './registry.ts';

export type TopicSettings = {
  /** Fixed for ever: with another number the events of a key would go on in another partition, beside the earlier ones. */
  readonly partitions: number;
  /** How long messages are kept; -1 for ever. */
  readonly retentionMs: number;
  /** Copies, where there are so many brokers. */
  readonly replication: number;
  /** Copies that must have a message before it counts as published; fewer where there are fewer copies. */
  readonly minInSync: number;
  /** The largest message, or batch of them; otherwise what the broker allows by itself, a megabyte. */
  readonly maxMessageBytes?: number;
};

const DAY_MS = 24 * 3_600_000;
const FOR_EVER_MS = -1;
const LETTER_BYTES = 4 * 1_048_576;
const SUFFIX = '.dlq';

const usual: TopicSettings = { partitions: 4, retentionMs: 7 * DAY_MS, replication: 3, minInSync: 2 };

/** Longer than that no consumer may be away without missing something. */
const settings: Record<Topic, TopicSettings> = {
  'users.v1': usual,
  'products.v1': usual,
  'reservations.v1': usual,
  'orders.v1': usual,
  'payments.v1': usual,
  'notifications.v1': usual,
  'mails.v1': usual,
};

const isTopic = (name: string): name is Topic => Object.hasOwn(contracts, name);

/**
 * How a topic should be on Kafka; dead letters are like their topic, but wait for a person. They are larger than what they tell of: by
 * their headers, and up to three times where bytes are no text and each is written as a replacement character.
 */
export function settingsOf(name: string): TopicSettings {
  const origin = name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name;
  const own = isTopic(origin) ? settings[origin] : usual;
  return origin === name ? own : { ...own, retentionMs: FOR_EVER_MS, maxMessageBytes: LETTER_BYTES };
}

/** Every topic of the shop, dead letters included. */
export const topicNames: readonly string[] = Object.keys(settings).flatMap((name) => [name, `${name}${SUFFIX}`]);
