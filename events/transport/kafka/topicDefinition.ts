import { settingsOf } from '../../contracts/topicSettings.ts';

/** A topic as it is, or should be, on the broker. `settings` by Kafka's own names. */
export type TopicDefinition = {
  readonly partitions: number;
  readonly replication: number;
  readonly settings: Readonly<Record<string, string>>;
};

/** How a topic should be on a cluster of so many brokers, where it has so many copies of each partition already. */
export function definitionOf(name: string, brokers: number, copies?: number): TopicDefinition {
  const { partitions, replication: wanted, minInSync, retentionMs, maxMessageBytes } = settingsOf(name);
  const replication = Math.min(wanted, brokers);
  // With every copy required, one broker away would stop the shop.
  const required = Math.min(minInSync, Math.max(1, (copies ?? replication) - 1));
  return {
    partitions,
    replication,
    settings: {
      'retention.ms': String(retentionMs),
      'min.insync.replicas': String(required),
      ...(maxMessageBytes !== undefined && { 'max.message.bytes': String(maxMessageBytes) }),
    },
  };
}
