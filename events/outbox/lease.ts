import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type mongoose from 'mongoose';
import { isDuplicateKey } from '#kernel/mongo/mongo.ts';

export type LeaseRow = {
  _id: string;
  owner: string;
  /** Grows with every new holder, so that an old one's writes can be told. */
  fence: number;
  leaseUntil: Date;
};

type Options = {
  readonly leases: mongoose.mongo.Collection<LeaseRow>;
  readonly name: string;
  readonly holdMs: number;
};

/** One holder at a time, by the database's clock. */
export class Lease {
  readonly #options: Options;
  readonly #owner = randomUUID();
  #fence = 0;
  /** By this process's own clock, from before the request: earlier than the database thinks. */
  #heldSince = Number.NEGATIVE_INFINITY;

  constructor(options: Options) {
    this.#options = options;
  }

  async prepare(): Promise<void> {
    const { leases, name } = this.#options;
    const nobody = { owner: '', fence: 0, leaseUntil: new Date(0) };
    await leases.updateOne({ _id: name }, { $setOnInsert: nobody }, { upsert: true }).catch((error: unknown) => {
      // Another process made it at the same moment.
      if (!isDuplicateKey(error)) throw error;
    });
  }

  /** Takes the lease if it is free, and prolongs it in time if it is held already. @returns whether it is held. */
  async hold(): Promise<boolean> {
    const { leases, name, holdMs } = this.#options;
    if (this.#fence > 0) {
      if (performance.now() - this.#heldSince < holdMs / 3) return true;
      if (await this.prolong()) return true;
    }
    const askedAt = performance.now();
    const taken = await leases.findOneAndUpdate(
      { _id: name, $expr: { $lte: ['$leaseUntil', '$$NOW'] } },
      [{ $set: { owner: this.#owner, fence: { $add: ['$fence', 1] }, leaseUntil: { $add: ['$$NOW', holdMs] } } }],
      { returnDocument: 'after' },
    );
    this.#fence = taken?.fence ?? 0;
    this.#heldSince = askedAt;
    return taken !== null;
  }

  /** @returns false when somebody else has taken it meanwhile. */
  async prolong(): Promise<boolean> {
    const { leases, name, holdMs } = this.#options;
    const askedAt = performance.now();
    const until = [{ $set: { leaseUntil: { $add: ['$$NOW', holdMs] } } }];
    const { matchedCount } = await leases.updateOne(this.#mine(name), until);
    this.#heldSince = matchedCount === 1 ? askedAt : Number.NEGATIVE_INFINITY;
    return matchedCount === 1;
  }

  /** Lets the next holder in at once. */
  async release(): Promise<void> {
    if (this.#fence === 0) return;
    const { leases, name } = this.#options;
    await leases.updateOne(this.#mine(name), { $set: { leaseUntil: new Date(0) } });
    this.#fence = 0;
  }

  #mine(name: string) {
    return { _id: name, owner: this.#owner, fence: this.#fence };
  }
}
