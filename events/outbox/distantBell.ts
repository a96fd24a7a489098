import type mongoose from 'mongoose';
import type { Mongo } from '#kernel/mongo/mongo.ts';

type BellRow = { readonly _id: string; readonly rung: number };

/**
 * How a process that has written events tells the relay of its service, which is at work in another one: by a count in the
 * database, since reading one row by its id costs a tenth of looking through the outbox. It may be lost with the process that would
 * have rung it, so that relays look through everything now and then.
 */
export class DistantBell {
  readonly #rows: mongoose.mongo.Collection<BellRow>;
  readonly #name: string;
  #heard: number | undefined;

  constructor({ connection }: Mongo, name: string) {
    this.#rows = connection.getClient().db(connection.name).collection('outbox_bells');
    this.#name = name;
  }

  async ring(): Promise<void> {
    // Nothing is lost with it.
    const options = { upsert: true, writeConcern: { w: 1, journal: false } } as const;
    await this.#rows.updateOne({ _id: this.#name }, { $inc: { rung: 1 } }, options);
  }

  /** Whether it was rung since the last time; the first time it is not known. */
  async wasRung(): Promise<boolean> {
    const row = await this.#rows.findOne({ _id: this.#name }, { readConcern: { level: 'local' } });
    const rung = row?.rung ?? 0;
    const isNews = this.#heard !== undefined && rung !== this.#heard;
    this.#heard = rung;
    return isNews;
  }
}
