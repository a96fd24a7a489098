import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError, messageOf } from '#kernel/errors.ts';
import { endOf, endWithThisProcess } from './children.ts';
import type { Say } from './progress.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
/** A process that lived this long was well: the next wait is the shortest again. */
const WELL_MS = 30_000;
const GRACE_MS = 12_000;

type Options = {
  name: string;
  spawn: () => ChildProcess;
  /** Resolves when the new process can be used; `signal` fires when it has ended. */
  ready: (signal: AbortSignal) => Promise<unknown>;
  /** The message about a process that ended before it was ready; `how` is its exit code or signal. */
  explain: (how: string) => string;
  say: Say;
  /** Gives the first start up. */
  signal?: AbortSignal;
};

/**
 * Starts a process, waits until it is ready, and from then on starts it again whenever it ends, with growing waits.
 * However this process ends short of SIGKILL, its children are asked to end too.
 *
 * @throws AppError UNAVAILABLE (PROCESS_ENDED) when the first start fails, and whatever `ready` throws.
 */
export async function keepRunning(options: Options): Promise<{ stop(): Promise<void> }> {
  const kept = new KeptProcess(options);
  await kept.start(options.signal);
  void kept.revive();
  return { stop: () => kept.stop() };
}

class KeptProcess {
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #ended: Promise<string> = Promise.resolve('');

  constructor(options: Options) {
    this.#options = options;
  }

  async start(givenUp: AbortSignal = this.#stopping.signal): Promise<void> {
    const { spawn, ready, explain } = this.#options;
    const over = new AbortController();
    const child = spawn();
    endWithThisProcess(child, 'SIGTERM');
    this.#child = child;
    this.#ended = endOf(child).then((how) => {
      over.abort(new AppError('UNAVAILABLE', 'PROCESS_ENDED', explain(how)));
      return how;
    });
    try {
      await ready(AbortSignal.any([over.signal, givenUp]));
    } catch (error) {
      const reason = over.signal.aborted ? over.signal.reason : error;
      await this.#end(child);
      throw reason;
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
