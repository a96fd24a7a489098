import { setTimeout as delay } from 'node:timers/promises';
import type { Sample } from './textFormat.ts';

type Source = { samples(): readonly Sample[] | Promise<readonly Sample[]> };

/** Asks for values, each for so long at most. One that is still being asked is not asked again. */
export class Readings {
  readonly #mostMs: number;
  readonly #running = new WeakMap<Source, Promise<readonly Sample[] | undefined>>();

  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  /** Undefined when it failed or takes too long. */
  async of(source: Source): Promise<readonly Sample[] | undefined> {
    const running = this.#running.get(source) ?? this.#start(source);
    const timer = new AbortController();
    const late = delay(this.#mostMs, undefined, { signal: timer.signal }).catch(() => undefined);
    try {
      return await Promise.race([running, late]);
    } finally {
      timer.abort();
    }
  }

  #start(source: Source): Promise<readonly Sample[] | undefined> {
    const running = read(source).finally(() => this.#running.delete(source));
    this.#running.set(source, running);
    return running;
  }
}

/** Why it failed is told by whatever is away, in its own health. */
async function read(source: Source): Promise<readonly Sample[] | undefined> {
  try {
    return await source.samples();
  } catch {
    return undefined;
  }
}
