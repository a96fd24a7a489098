import { type Admin, AssignerProtocol, Kafka, logLevel } from 'kafkajs';
import type mongoose from 'mongoose';
import { calmRequestQueue } from '#events/transport/kafka/calmRequestQueue.ts';

/** How far consumers are. `behind` has one line for each that is not at the end; `ends` changes with every new message. */
export type Lag = { readonly behind: readonly string[]; readonly ends: string };

/** @param database the embedded log's. */
export async function embeddedLag(database: mongoose.mongo.Db): Promise<Lag> {
  type Claim = { group: string; partition: string; committed: number };
  const claims = await database.collection<Claim>('claims').find().toArray();
  const ends = new Map<string, number>();
  for (const partition of new Set(claims.map((each) => each.partition)))
    ends.set(partition, await endOf(database, partition));
  const behind = claims.flatMap(({ group, partition, committed }) => {
    const missing = (ends.get(partition) ?? 0) - committed;
    return missing > 0 ? [`${group} is ${missing} behind on ${partition}`] : [];
  });
  return { behind, ends: JSON.stringify([...ends]) };
}

/** One more than the last offset. Rows are named `partition/offset`, the offset with leading noughts. */
async function endOf(database: mongoose.mongo.Db, partition: string): Promise<number> {
  const rows = database.collection<{ _id: string }>('log');
  const [last] = await rows
    .find({ _id: { $gte: `${partition}/`, $lt: `${partition}0` } })
    .sort({ _id: -1 })
    .limit(1)
    .toArray();
  return last ? Number(last._id.slice(partition.length + 1)) + 1 : 0;
}

/** Readers that keep their positions themselves, such as live streams. */
const UNCOMMITTED = 'broadcast-';
const INTERNAL = '__';

/** Keeps a connection; after a failure the next call begins with a new one. */
export class KafkaLag {
  readonly #kafka: Kafka;
  #admin: Admin | undefined;

  constructor(brokers: readonly string[]) {
    calmRequestQueue();
    this.#kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 1 } });
  }

  async read(): Promise<Lag> {
    try {
      this.#admin ??= await this.#connect();
      return await lagOf(this.#admin);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const admin = this.#admin;
    this.#admin = undefined;
    await admin?.disconnect();
  }

  async #connect(): Promise<Admin> {
    const admin = this.#kafka.admin();
    await admin.connect();
    return admin;
  }
}

async function lagOf(admin: Admin): Promise<Lag> {
  const { groups } = await admin.listGroups();
  const ids = groups.map(({ groupId }) => groupId).filter((id) => !id.startsWith(UNCOMMITTED));
  const ends = new Map<string, { low: number; high: number }>();
  for (const topic of (await admin.listTopics()).filter((name) => !name.startsWith(INTERNAL))) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      ends.set(`${topic}/${partition}`, { low: Number(low), high: Number(high) });
    }
  }
  const behind: string[] = [];
  for (const id of ids) behind.push(...(await behindOf(admin, id, ends)));
  return { behind, ends: JSON.stringify([...ends]) };
}

type Ends = ReadonlyMap<string, { readonly low: number; readonly high: number }>;

async function behindOf(admin: Admin, groupId: string, ends: Ends): Promise<string[]> {
  const committed = new Map<string, number>();
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
    for (const { partition, offset } of partitions) committed.set(`${topic}/${partition}`, Number(offset));
  }
  return (await assignedTo(admin, groupId)).flatMap((partition) => {
    const { low, high } = ends.get(partition) ?? { low: 0, high: 0 };
    // A group that has never committed begins at the oldest message.
    const missing = high - Math.max(committed.get(partition) ?? -1, low);
    return missing > 0 ? [`${groupId} is ${missing} behind on ${partition}`] : [];
  });
}

async function assignedTo(admin: Admin, groupId: string): Promise<string[]> {
  const { groups } = await admin.describeGroups([groupId]);
  return groups.flatMap(({ members }) =>
    members.flatMap(({ memberAssignment }) => {
      const assignment = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {};
      return Object.entries(assignment).flatMap(([topic, numbers]) => numbers.map((number) => `${topic}/${number}`));
    }),
  );
}
