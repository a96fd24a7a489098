import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Say } from './progress.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
/** A process that lived this long was well: the next wait is the shortest again. */
const WELL_MS = 30_000;
const GRACE_MS = 15_000;

type Options = {
  name: string;
  spawn: () => ChildProcess;
  /** Resolves when the new process can be used; `signal` fires when it has ended. */
  ready: (signal: AbortSignal) => Promise<unknown>;
  /** Why it ended, as far as anybody knows. */
  explain: () => string;
  say: Say;
};

/**
 * Starts a process, waits until it is ready, and from then on starts it again whenever it ends, with growing waits.
 *
 * @throws AppError UNAVAILABLE (`<NAME>_ENDED`) when the first start fails, and whatever `ready` throws.
 */
export async function keepRunning(options: Options): Promise<{ stop(): Promise<void> }> {
  const kept = new KeptProcess(options);
  await kept.start();
  void kept.revive();
  return kept;
}

class KeptProcess {
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #ended: Promise<string> = Promise.resolve('');

  constructor(options: Options) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { name, spawn, ready, explain } = this.#options;
    const over = new AbortController();
    const child = spawn();
    this.#child = child;
    this.#ended = ending(child).then((how) => {
      const message = `${name} ended (${how}): ${explain()}`;
      over.abort(new AppError('UNAVAILABLE', `${name.toUpperCase()}_ENDED`, message));
      return how;
    });
    try {
      await ready(over.signal);
    } catch (error) {
      await this.#end(child);
      throw over.signal.aborted ? over.signal.reason : error;
    }
  }

  async revive(): Promise<void> {
    const { name, say } = this.#options;
    let waitMs = FIRST_WAIT_MS;
    let startedAt = Date.now();
    for (;;) {
      const how = await this.#ended;
      if (this.#stopping.signal.aborted) return;
      waitMs = Date.now() - startedAt > WELL_MS ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
      say(`${name} ended (${how}); starting it again in ${waitMs} ms`);
      await pause(waitMs);
      if (this.#stopping.signal.aborted) return;
      startedAt = Date.now();
      await this.start().catch((error: unknown) => say(messageOf(error)));
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#child) await this.#end(this.#child);
  }

  async #end(child: ChildProcess): Promise<void> {
    const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.kill('SIGTERM');
    await this.#ended;
    clearTimeout(force);
  }
}

/** `exit code 1`, or the name of the signal, or why it could not be started at all. */
const ending = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
