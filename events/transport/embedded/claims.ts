import type mongoose from 'mongoose';
import { topicOf, turnOf } from './logRows.ts';

/** A member that was not heard of for so long counts as dead. */
const LEASE_MS = 6_000;

type MemberRow = { _id: string; group: string; topics: string[]; leaseUntil: Date };

type ClaimRow = {
  /** Group and partition. */
  _id: string;
  group: string;
  partition: string;
  /** The member that reads it; a dead one's partitions are free. */
  owner: string | null;
  /** Grows with every new owner, so that an old one can't commit any more. */
  fence: number;
  /** The offset of the next message that the group has not done. */
  committed: number;
};

export type Claim = Pick<ClaimRow, '_id' | 'partition' | 'owner' | 'fence' | 'committed'>;

/** What a member should do, as it follows from who is alive and who has what. */
export type Division = {
  /** What the database says is its own. */
  readonly owned: ReadonlySet<string>;
  /** What it should have: the living members take turns, and all of them reckon alike. */
  readonly share: ReadonlySet<string>;
  /** Of its share: what nobody else alive holds. */
  readonly free: readonly string[];
};

/** Leases are compared with the database's clock, which is everybody's. */
const isExpired = { $lte: ['$leaseUntil', '$$NOW'] };

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
  #others: readonly string[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.#members = options.database.collection<MemberRow>('members');
    this.#claims = options.database.collection<ClaimRow>('claims');
  }

  /** A partition that the group has never read begins at its oldest message. */
  async prepare(partitions: readonly string[]): Promise<void> {
    const { group } = this.#options;
    await this.#claims.createIndex({ group: 1 });
    await this.#members.createIndex({ group: 1 });
    const make = partitions.map((partition) => {
      const fresh = { group, partition, owner: null, fence: 0, committed: 0 };
      return { updateOne: { filter: { _id: `${group}|${partition}` }, update: { $setOnInsert: fresh }, upsert: true } };
    });
    await this.#claims.bulkWrite(make, { ordered: false });
  }

  /** Says that the member is alive. */
  async renew(): Promise<void> {
    const { group, member, topics } = this.#options;
    const alive = { group, topics: [...topics], leaseUntil: { $add: ['$$NOW', LEASE_MS] } };
    await this.#members.updateOne({ _id: member }, [{ $set: alive }], { upsert: true });
  }

  /** Asks what there is to do. */
  async divide(partitions: readonly string[]): Promise<Division> {
    const { group, member } = this.#options;
    const [members, claims] = await Promise.all([
      this.#members.find({ group, $expr: { $not: [isExpired] } }).toArray(),
      this.#claims.find({ group }).toArray(),
    ]);
    this.#others = members.map(({ _id }) => _id).filter((id) => id !== member);
    const share = shareOf(member, members, partitions);
    const ownerOf = new Map(claims.map(({ partition, owner }) => [partition, owner]));
    return {
      owned: new Set(claims.filter(({ owner }) => owner === member).map(({ partition }) => partition)),
      share,
      free: [...share].filter((partition) => !this.#others.includes(ownerOf.get(partition) ?? '')),
    };
  }

  /** Takes a partition that nobody else alive holds. Undefined when somebody was faster. */
  async take(partition: string): Promise<Claim | undefined> {
    const { group, member } = this.#options;
    const free = { _id: `${group}|${partition}`, owner: { $nin: [...this.#others] } };
    const update = { $set: { owner: member }, $inc: { fence: 1 } };
    return (await this.#claims.findOneAndUpdate(free, update, { returnDocument: 'after' })) ?? undefined;
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

  /** Gives a partition back that this member does not read: an earlier release may not have reached the database. */
  async disown(partition: string): Promise<void> {
    const { group, member } = this.#options;
    await this.#claims.updateOne({ _id: `${group}|${partition}`, owner: member }, { $set: { owner: null } });
  }

  async leave(): Promise<void> {
    await this.#members.deleteOne({ _id: this.#options.member });
  }

  /** Members that never came back. */
  async forgetDead(): Promise<void> {
    await this.#members.deleteMany({ $expr: isExpired });
  }
}

function shareOf(member: string, members: readonly MemberRow[], partitions: readonly string[]): Set<string> {
  const inTurn = members.toSorted((one, other) => (one._id < other._id ? -1 : 1));
  // Whose turn it is follows from the partition alone: members of two versions of the shop may read different topics.
  const ownerOf = (partition: string) => {
    const able = inTurn.filter(({ topics }) => topics.includes(topicOf(partition)));
    return able[turnOf(partition) % able.length]?._id;
  };
  return new Set(partitions.filter((partition) => ownerOf(partition) === member));
}
