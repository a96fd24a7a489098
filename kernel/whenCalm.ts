import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

const SAMPLE_MS = 50;
/** Of the event loop's time. */
const BUSY = 0.9;
/** Of all time: a thread that runs less than this does not use a processor up. */
const STARVED = 0.4;
/** However busy the process is, its events go on: so many, so often. */
const AT_ONCE = 4;
const PATIENCE_MS = 500;
/** What has happened so long ago is late enough: under a load that does not end it would wait for ever. */
const LATE_MS = 20_000;
/**
 * How many go at once where the process has been calm for a while: more than its consumers have in hand, a hundred of each partition.
 * With fewer a backlog would be worked off at so many for each sample, however idle the process is.
 */
const ALL = 2_048;
/** How many at most after a sample that was not calm: the way back to all takes a quarter of a second. */
const FEW = 64;

/** How much of its time this thread was busy in the last sample and in the one before, from 0 to 1. */
export type Load = () => readonly [last: number, before: number];

/** What a thread has done by now, all in ms. */
type Clocks = {
  /** On a processor. */
  readonly ran: number;
  /** Its event loop had something to do. */
  readonly active: number;
  /** It waited. */
  readonly idle: number;
};

type Thread = { readonly now: () => number; readonly clocks: () => Clocks };

export function makeLoad({ now, clocks }: Thread = thisThread): Load {
  let before = clocks();
  let sampledAt = now();
  let load: ReturnType<Load> = [0, 0];
  return () => {
    const elapsed = now() - sampledAt;
    if (elapsed < SAMPLE_MS) return load;
    const after = clocks();
    load = [busyBetween(before, after, elapsed), load[0]];
    [before, sampledAt] = [after, now()];
    return load;
  };
}

function busyBetween(before: Clocks, now: Clocks, elapsed: number): number {
  const ran = (now.ran - before.ran) / elapsed;
  // A loop that mostly waits for a processor which others have looks busy, and nobody would be served sooner if it rested.
  if (ran < STARVED) return ran;
  const active = now.active - before.active;
  return active / (active + now.idle - before.idle);
}

const thisThread: Thread = {
  now: () => performance.now(),
  clocks: () => {
    const { user, system } = process.threadCpuUsage();
    const { active, idle } = performance.eventLoopUtilization();
    return { ran: (user + system) / 1_000, active, idle };
  },
};

const loadOfProcess = makeLoad();

/** Resolves when what may be done a little later may be done, given `since` when; rejects when `signal` is aborted. */
export type WhenCalm = (signal: AbortSignal, since?: Date) => Promise<void>;

/**
 * Lets those go first who wait for an answer: while the process is at its limit, what may be done a little later waits.
 * Every half second a few go nevertheless, those first that have waited the longest. Where nobody else waits, it is the waiting
 * itself that makes the process calm, so a backlog is worked off at nine tenths of full speed.
 *
 * A moment of calm is no invitation to all: those who wait feel their way, one first, twice as many in the next sample that is calm
 * too, half as many after one that is not, as TCP does. What is twenty seconds late does not wait.
 */
export function makeWhenCalm(load: Load = loadOfProcess): WhenCalm {
  const queue = new Queue(load);
  return async (signal, since) => {
    const isLate = since !== undefined && Date.now() - since.getTime() > LATE_MS;
    if (!isLate) await queue.pass(signal);
    signal.throwIfAborted();
  };
}

type Waiting = { readonly signal: AbortSignal; readonly go: () => void };

/** One timer for all who wait: thousands of them, each with one of its own, would keep the process busy by themselves. */
class Queue {
  readonly #load: Load;
  #waiting: Waiting[] = [];
  #allowance = ALL;

  constructor(load: Load) {
    this.#load = load;
  }

  pass(signal: AbortSignal): Promise<void> | void {
    // One full sample is a garbage collection, or a burst that is over.
    if (this.#waiting.length === 0 && Math.min(...this.#load()) <= BUSY) return;
    return new Promise((go) => {
      this.#waiting.push({ signal, go });
      if (this.#waiting.length === 1) void this.#serve();
    });
  }

  async #serve(): Promise<void> {
    let since = performance.now();
    while (this.#waiting.length > 0) {
      await delay(SAMPLE_MS);
      const isCalm = this.#load()[0] <= BUSY;
      this.#allowance = isCalm
        ? Math.min(this.#allowance * 2, ALL)
        : Math.max(Math.min(this.#allowance / 2, FEW), 1 / 2);
      const isTime = performance.now() - since >= PATIENCE_MS;
      if (isTime) since = performance.now();
      this.#release(Math.max(isCalm ? this.#allowance : 0, isTime ? AT_ONCE : 0));
    }
  }

  /** Lets the `first` go, and everyone who was called off. */
  #release(first: number): void {
    const leaving = this.#waiting.filter(({ signal }, place) => place < first || signal.aborted);
    this.#waiting = this.#waiting.filter(({ signal }, place) => place >= first && !signal.aborted);
    for (const { go } of leaving) go();
  }
}
