import type { Mongo } from '#kernel/mongo/mongo.ts';
import { WakeUp } from '../wakeUp.ts';

/** Whose events wait: what a key of an aggregate's events is made of. */
export type Aggregate = { readonly topic: string; readonly key: string };

/** Looking for so many by name costs more than looking through all. */
const MOST_NAMED = 200;

/** What there may be to publish: these aggregates' events, or anybody's. */
export type Calls = { readonly isAnybodys: boolean; readonly aggregates: readonly Aggregate[] };

const nameOf = ({ topic, key }: Aggregate): string => `${topic}/${key}`;

/**
 * What the outbox rings and the relay on the same database hears, when both are in one process. It says whose events were
 * written, since an index from which rows have just gone is slow to look through from its start.
 */
export class RelayBell {
  readonly #bell = new WakeUp();
  #aggregates = new Map<string, Aggregate>();
  #isAnybodys = true;

  /** These have just been committed, perhaps. */
  ring(aggregates: readonly Aggregate[]): void {
    for (const { topic, key } of aggregates) this.#aggregates.set(nameOf({ topic, key }), { topic, key });
    this.#bell.ring();
  }

  /** Others may have written, or something was missed. */
  look(): void {
    this.#isAnybodys = true;
    this.#bell.ring();
  }

  wait(): Promise<void> {
    return this.#bell.wait();
  }

  /** What was called since the last time; at first everything. */
  take(): Calls {
    const aggregates = [...this.#aggregates.values()];
    const calls = { isAnybodys: this.#isAnybodys || aggregates.length > MOST_NAMED, aggregates };
    this.#aggregates = new Map();
    this.#isAnybodys = false;
    return calls;
  }
}

const bells = new WeakMap<Mongo, RelayBell>();

export function relayBell(mongo: Mongo): RelayBell {
  const bell = bells.get(mongo) ?? new RelayBell();
  bells.set(mongo, bell);
  return bell;
}
