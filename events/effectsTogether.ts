import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import type mongoose from 'mongoose';
import { isOutage } from '#kernel/mongo/isOutage.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import { currentSpan, during, type Span } from '#kernel/tracing/span.ts';

/** Effects of one transaction. */
const MOST = 250;
/** A transaction takes no more effects after this; MongoDB ends those that take seconds. */
const FULL_AFTER_MS = 300;

export type InboxRow = {
  /** Consumer and event. */
  _id: string;
  handledAt: Date;
};

type Effect = {
  readonly rowId: string;
  readonly run: () => Promise<void>;
  /** Aborted when it should not begin any more. */
  readonly signal: AbortSignal;
};
type Waiting = Effect & PromiseWithResolvers<boolean> & { readonly span: Span | undefined };

/**
 * Runs effects in transactions that also write their inbox rows: those that wait at the same moment share one, since a
 * commit costs more than most effects. A lone one goes at once. One that fails leaves the others' transaction and hears
 * of it; they are run again without it.
 */
export class EffectsTogether {
  readonly #mongo: Mongo;
  readonly #rows: mongoose.mongo.Collection<InboxRow>;
  // A transaction belongs to none of those whose effects it has.
  readonly #outside = AsyncLocalStorage.snapshot();
  #waiting: Waiting[] = [];
  #isBusy = false;

  constructor(mongo: Mongo, rows: mongoose.mongo.Collection<InboxRow>) {
    this.#mongo = mongo;
    this.#rows = rows;
  }

  /**
   * Resolves when the effect and its row are committed, with false when the row was there before. Rejects as the effect does, or as its
   * signal when it was called off before it began: a process that stops has no time for hundreds of them.
   */
  add(effect: Effect): Promise<boolean> {
    const waiting = { ...effect, ...Promise.withResolvers<boolean>(), span: currentSpan() };
    this.#waiting.push(waiting);
    if (!this.#isBusy) this.#outside(() => void this.#work());
    return waiting.promise;
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (this.#callOff(); this.#waiting.length > 0; this.#callOff()) {
      const batch = this.#waiting.slice(0, MOST);
      this.#waiting = this.#waiting.slice(batch.length);
      const [first] = batch;
      if (first && batch.length === 1) await this.#settleAlone(first);
      else await this.#settle(batch);
    }
    this.#isBusy = false;
  }

  #callOff(): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ signal }) => !signal.aborted);
    for (const { signal, reject } of waiting) if (signal.aborted) reject(signal.reason);
  }

  async #settle(batch: readonly Waiting[]): Promise<void> {
    const attempt = new TransactionOfMany(this.#mongo, this.#rows, batch);
    try {
      const { taken, known } = await during(spanOf(batch), () => attempt.run());
      for (const { resolve, rowId } of batch.slice(0, taken)) resolve(!known.has(rowId));
      this.#waiting = [...batch.slice(taken), ...this.#waiting];
    } catch (error) {
      const { culprit } = attempt;
      culprit?.reject(error);
      if (culprit) this.#waiting = [...batch.filter((each) => each !== culprit), ...this.#waiting];
      else if (isOutage(error)) for (const { reject } of batch) reject(error);
      // Somewhere among them, or in the commit: each for itself tells.
      else for (const each of batch) await this.#settleAlone(each);
    }
  }

  async #settleAlone(alone: Waiting): Promise<void> {
    const { rowId, run, resolve, reject } = alone;
    const work = async () => {
      await this.#insertFirst(rowId);
      await run();
    };
    try {
      await during(spanOf([alone]), () => this.#mongo.transaction(work));
      resolve(true);
    } catch (error) {
      if (error instanceof AlreadyDone) resolve(false);
      else reject(error);
    }
  }

  /** Only this row's duplicate means "done": the effect may meet unique indexes of its own. */
  async #insertFirst(_id: string): Promise<void> {
    try {
      await this.#rows.insertOne({ _id, handledAt: new Date() }, inSessionOf(this.#mongo));
    } catch (error) {
      throw isDuplicateKey(error) ? new AlreadyDone() : error;
    }
  }
}

/** A transaction has one place in one trace: that of the first whose effect is in it. */
const spanOf = (batch: readonly Waiting[]): Span | undefined =>
  batch.find(({ span }) => span?.isRecorded)?.span?.child('transaction', 'internal', { 'bazaar.batch': batch.length });

/** Leaves the transaction without a word. */
class AlreadyDone extends Error {}

class TransactionOfMany {
  readonly #mongo: Mongo;
  readonly #rows: mongoose.mongo.Collection<InboxRow>;
  readonly #batch: readonly Waiting[];
  /** Whose effect failed, when it was an effect. */
  culprit: Waiting | undefined;

  constructor(mongo: Mongo, rows: mongoose.mongo.Collection<InboxRow>, batch: readonly Waiting[]) {
    this.#mongo = mongo;
    this.#rows = rows;
    this.#batch = batch;
  }

  /** @returns how many of them, from the first on, are done now, and the rows that were there before. */
  run(): Promise<{ taken: number; known: ReadonlySet<string> }> {
    return this.#mongo.transaction(async () => {
      const handledAt = new Date();
      const known = await this.#known();
      const taken = await this.#runEffects(known);
      const fresh = this.#batch.slice(0, taken).filter(({ rowId }) => !known.has(rowId));
      const rows = fresh.map(({ rowId }) => ({ _id: rowId, handledAt }));
      // A row that another instance writes meanwhile fails all of it: no effect happens twice.
      if (rows.length > 0) await this.#rows.insertMany(rows, inSessionOf(this.#mongo));
      return { taken, known };
    });
  }

  async #known(): Promise<ReadonlySet<string>> {
    const wanted = { _id: { $in: this.#batch.map(({ rowId }) => rowId) } };
    const rows = await this.#rows.find(wanted, { projection: { _id: 1 }, ...inSessionOf(this.#mongo) }).toArray();
    return new Set(rows.map(({ _id }) => _id));
  }

  /** One after the other, as MongoDB wants it in a transaction. @returns how many there was time for. */
  async #runEffects(known: ReadonlySet<string>): Promise<number> {
    const endsAt = performance.now() + FULL_AFTER_MS;
    let taken = 0;
    for (const effect of this.#batch) {
      if (taken > 0 && performance.now() > endsAt) break;
      this.culprit = effect;
      if (!known.has(effect.rowId)) await effect.run();
      this.culprit = undefined;
      taken += 1;
    }
    return taken;
  }
}

const inSessionOf = (mongo: Mongo): { session?: mongoose.mongo.ClientSession } => {
  const session = mongo.session();
  return session ? { session } : {};
};
