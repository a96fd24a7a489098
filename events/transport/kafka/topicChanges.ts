import kafkajs, { type Admin } from 'kafkajs';
import { definitionOf, type TopicDefinition } from './topicDefinition.ts';

// Node finds no export of this name in the package, which is CommonJS.
const { ConfigResourceTypes } = kafkajs;

export type TopicDifference = {
  /** Its name on the broker. */
  readonly topic: string;
  /** `missing`, `settings` (of the topic), or what no command changes under a running shop. */
  readonly kind: 'missing' | 'settings' | 'partitions' | 'replication';
  readonly is: string;
  readonly shouldBe: string;
};

/** A topic's name in the shop and on the broker. */
type Named = { readonly name: string; readonly topic: string };

/** What about these topics is not as the table of their settings says. */
export async function differencesOf(admin: Admin, topics: readonly Named[]): Promise<TopicDifference[]> {
  return (await compareAll(admin, topics)).flatMap(({ differences }) => differences);
}

type Compared = Named & { readonly wanted: TopicDefinition; readonly differences: readonly TopicDifference[] };

async function compareAll(admin: Admin, topics: readonly Named[]): Promise<Compared[]> {
  const brokers = (await admin.describeCluster()).brokers.length;
  const existing = new Set(await admin.listTopics());
  const there = topics.filter(({ topic }) => existing.has(topic));
  const actual = await definitionsOf(
    admin,
    there.map(({ topic }) => topic),
  );
  return topics.map(({ name, topic }) => {
    const is = actual.get(topic);
    const wanted = definitionOf(name, brokers, is?.replication);
    return { name, topic, wanted, differences: compare(topic, is, wanted) };
  });
}

/** Between a topic as it is (undefined: it is not there) and as it should be. */
export function compare(topic: string, is: TopicDefinition | undefined, wanted: TopicDefinition): TopicDifference[] {
  if (!is) return [{ topic, kind: 'missing', is: 'not there', shouldBe: `${wanted.partitions} partitions` }];
  const numbers = (['partitions', 'replication'] as const)
    .filter((kind) => is[kind] !== wanted[kind])
    .map((kind) => ({ topic, kind, is: `${is[kind]}`, shouldBe: `${wanted[kind]}` }));
  const settings = Object.entries(wanted.settings)
    .filter(([setting, value]) => is.settings[setting] !== value)
    .map(([setting, value]) => {
      return {
        topic,
        kind: 'settings' as const,
        is: `${setting}=${is.settings[setting]}`,
        shouldBe: `${setting}=${value}`,
      };
    });
  return [...numbers, ...settings];
}

/** Makes what is missing and changes settings; other differences stay. Doing it again changes nothing. */
export async function applyTopics(admin: Admin, topics: readonly Named[]): Promise<void> {
  const compared = await compareAll(admin, topics);
  const having = (kind: TopicDifference['kind']) =>
    compared.filter(({ differences }) => differences.some((each) => each.kind === kind));
  const missing = having('missing').map(({ topic, wanted }) => creationOf(topic, wanted));
  if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: false });
  for (const { topic, wanted } of having('settings')) {
    const kept = await overridesOf(admin, topic);
    const entries = Object.entries({ ...kept, ...wanted.settings });
    const configEntries = entries.map(([setting, value]) => ({ name: setting, value }));
    const resource = { type: ConfigResourceTypes.TOPIC, name: topic, configEntries };
    await admin.alterConfigs({ validateOnly: false, resources: [resource] });
  }
}

/** As kafkajs wants to hear it. */
export const creationOf = (topic: string, { partitions, replication, settings }: TopicDefinition) => ({
  topic,
  numPartitions: partitions,
  replicationFactor: replication,
  configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
});

async function definitionsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, TopicDefinition>> {
  if (topics.length === 0) return new Map();
  const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
  const definitions = await Promise.all(
    metadata.topics.map(async ({ name, partitions }) => {
      const copies = partitions.map(({ replicas }) => replicas.length);
      const settings = await settingsIn(admin, name);
      return [name, { partitions: partitions.length, replication: Math.min(...copies), settings }] as const;
    }),
  );
  return new Map(definitions);
}

const TOPICS_OWN = 1;

async function describe(admin: Admin, name: string) {
  const resources = [{ type: ConfigResourceTypes.TOPIC, name }];
  const { resources: described } = await admin.describeConfigs({ resources, includeSynonyms: false });
  return described[0]?.configEntries ?? [];
}

const settingsIn = async (admin: Admin, name: string): Promise<Record<string, string>> =>
  Object.fromEntries((await describe(admin, name)).map(({ configName, configValue }) => [configName, configValue]));

/** What was set for the topic itself: a change has to repeat it, or it goes back to the broker's default. */
async function overridesOf(admin: Admin, name: string): Promise<Record<string, string>> {
  const own = (await describe(admin, name)).filter(({ configSource }) => configSource === TOPICS_OWN);
  return Object.fromEntries(own.map(({ configName, configValue }) => [configName, configValue]));
}
