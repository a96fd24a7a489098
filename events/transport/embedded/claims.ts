import type mongoose from 'mongoose';
import { topicOf } from './logRows.ts';

/** A member that was not heard of for so long counts as dead. */
const LEASE_MS = 6_000;

export type MemberRow = { _id: string; group: string; topics: string[]; leaseUntil: Date };

export type ClaimRow = {
  /** Group and partition. */
  _id: string;
  group: string;
  partition: string;
  owner: string | null;
  /** Grows with every new owner, so that an old one can't commit any more. */
  fence: number;
  leaseUntil: Date;
  /** The offset of the next message that the group has not done. */
  committed: number;
};

export type Claim = Pick<ClaimRow, '_id' | 'partition' | 'owner' | 'fence' | 'committed'>;

/** Everything compares with the database's clock. */
const untilLease = [{ $set: { leaseUntil: { $add: ['$$NOW', LEASE_MS] } } }];
const expired = { $lte: ['$leaseUntil', '$$NOW'] };

type Options = {
  readonly database: mongoose.mongo.Db;
  readonly group: string;
  readonly member: string;
  readonly topics: readonly string[];
};

/** What one member of a consumer group says and learns about who reads which partition. */
export class Claims {
  readonly #options: Options;
  readonly #members: mongoose.mongo.Collection<MemberRow>;
  readonly #claims: mongoose.mongo.Collection<ClaimRow>;

  constructor(options: Options) {
    this.#options = options;
    this.#members = options.database.collection<MemberRow>('members');
    this.#claims = options.database.collection<ClaimRow>('claims');
  }

  /** A partition that the group has never read begins at its oldest message. */
  async prepare(partitions: readonly string[]): Promise<void> {
    const { group } = this.#options;
    await this.#claims.createIndex({ group: 1, owner: 1 });
    await this.#members.createIndex({ group: 1 });
    await this.#claims.bulkWrite(
      partitions.map((partition) => {
        const fresh = {
          group,
          partition,
          owner: null,
          fence: 0,
          leaseUntil: new Date(0),
          committed: 0,
        };
        return {
          updateOne: { filter: { _id: `${group}|${partition}` }, update: { $setOnInsert: fresh }, upsert: true },
        };
      }),
      { ordered: false },
    );
  }

  /** Stays a member and keeps its partitions. @returns the partitions that are still its own. */
  async renew(): Promise<Set<string>> {
    const { group, member, topics } = this.#options;
    const alive = [{ $set: { group, topics: [...topics], leaseUntil: { $add: ['$$NOW', LEASE_MS] } } }];
    await this.#members.updateOne({ _id: member }, alive, { upsert: true });
    await this.#claims.updateMany({ group, owner: member }, untilLease);
    const mine = await this.#claims.find({ group, owner: member }, { projection: { partition: 1 } }).toArray();
    return new Set(mine.map(({ partition }) => partition));
  }

  /** The partitions that this member should have: the living members take turns. All of them reckon alike. */
  async share(partitions: readonly string[]): Promise<Set<string>> {
    const { group, member } = this.#options;
    const alive = { group, $expr: { $not: [expired] } };
    const members = await this.#members.find(alive).sort({ _id: 1 }).toArray();
    const ownerOf = (partition: string, turn: number) => {
      const able = members.filter(({ topics }) => topics.includes(topicOf(partition)));
      return able[turn % able.length]?._id;
    };
    return new Set(partitions.toSorted().filter((partition, turn) => ownerOf(partition, turn) === member));
  }

  /** Takes a partition that nobody holds. Undefined when somebody does. */
  async take(partition: string): Promise<Claim | undefined> {
    const { group, member } = this.#options;
    const free = { _id: `${group}|${partition}`, $expr: { $or: [{ $eq: ['$owner', null] }, expired] } };
    const taken = { owner: member, fence: { $add: ['$fence', 1] }, leaseUntil: { $add: ['$$NOW', LEASE_MS] } };
    const row = await this.#claims.findOneAndUpdate(free, [{ $set: taken }], { returnDocument: 'after' });
    return row ?? undefined;
  }

  /** Losing a commit only repeats messages, so it waits for no majority. @returns false when the claim is lost. */
  async commit({ _id, owner, fence }: Claim, committed: number): Promise<boolean> {
    const update = { $set: { committed } };
    const { matchedCount } = await this.#claims.updateOne({ _id, owner, fence }, update, { writeConcern: { w: 1 } });
    return matchedCount === 1;
  }

  async release({ _id, owner, fence }: Claim, committed: number): Promise<void> {
    await this.#claims.updateOne({ _id, owner, fence }, { $set: { committed, owner: null } });
  }

  async leave(): Promise<void> {
    await this.#members.deleteOne({ _id: this.#options.member });
  }

  /** Members that never came back. */
  async forgetDead(): Promise<void> {
    await this.#members.deleteMany({ $expr: expired });
  }
}
