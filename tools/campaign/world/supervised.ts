import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '#kernel/errors.ts';
import { endOf, endWithThisProcess } from '#tools/processes/children.ts';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;
const GRACE_MS = 12_000;

type Options = {
  readonly name: string;
  readonly spawn: () => ChildProcess;
  /** Resolves when the new process can be used; `signal` fires when it has ended. */
  readonly ready: (signal: AbortSignal) => Promise<unknown>;
  /** Called for each end that was not asked for; `how` is the exit code or the signal. */
  readonly onEnd: (how: string) => void;
  readonly onTrouble: (text: string) => void;
  /** Where the child only stands for the real process, as `docker run` does. */
  readonly signal?: (name: NodeJS.Signals) => Promise<unknown>;
};

/** One life of the process: from its start to its end. */
type Life = { readonly child: ChildProcess; readonly ended: Promise<string> };

/** A process that is started again whenever it ends, at once, and that can be hurt in the ways a campaign needs. */
export class Supervised {
  readonly name: string;
  readonly #options: Options;
  readonly #disposing = new AbortController();
  #life: Life | undefined;
  #ready = Promise.withResolvers<void>();
  /** While it is held it stays away. */
  #held: PromiseWithResolvers<void> | undefined;
  #asked = false;
  readonly #running: Promise<void>;

  constructor(options: Options) {
    this.name = options.name;
    this.#options = options;
    this.#running = this.#run();
  }

  /** Of the life that goes on now; undefined between two. */
  get child(): ChildProcess | undefined {
    return this.#life?.child;
  }

  /** Resolves when it is ready, now or in a later life. */
  get whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** Resolves with how it ended. */
  get whenEnded(): Promise<string> {
    return this.#life?.ended ?? Promise.resolve('not started');
  }

  /** SIGKILL. Resolves when it has ended; it is started again. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Stands still for so long. */
  async freeze(ms: number): Promise<void> {
    await this.#signal('SIGSTOP');
    await pause(ms);
    await this.#signal('SIGCONT');
  }

  /**
   * SIGTERM, and SIGKILL when that takes too long; it stays away until `meanwhile` has resolved.
   *
   * @returns how long it took to end, in ms.
   */
  async away(meanwhile: () => Promise<unknown>): Promise<number> {
    const startedAt = performance.now();
    this.#held = Promise.withResolvers();
    try {
      await this.#end('SIGTERM');
      const drainMs = performance.now() - startedAt;
      await meanwhile();
      return drainMs;
    } finally {
      this.#held.resolve();
      this.#held = undefined;
    }
  }

  /** For good. */
  async dispose(): Promise<void> {
    this.#disposing.abort();
    this.#held?.resolve();
    await this.#end('SIGTERM');
    await this.#running;
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const life = this.#life;
    if (!life) return;
    this.#asked = true;
    const force = setTimeout(() => void this.#signal('SIGKILL'), GRACE_MS);
    await this.#signal(signal);
    await life.ended;
    clearTimeout(force);
  }

  async #signal(name: NodeJS.Signals): Promise<void> {
    if (this.#options.signal) await this.#options.signal(name);
    else this.child?.kill(name);
  }

  async #run(): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !this.#disposing.signal.aborted; ) {
      const wasReady = await this.#live();
      waitMs = wasReady ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
      await this.#held?.promise;
      await pause(waitMs, undefined, { signal: this.#disposing.signal }).catch(() => undefined); // disposing ends the wait
    }
  }

  /** @returns whether it became ready before it ended. */
  async #live(): Promise<boolean> {
    const { spawn, ready, onEnd, onTrouble } = this.#options;
    const child = spawn();
    // Nobody is left then who could wait for a stop in order.
    endWithThisProcess(child, 'SIGKILL');
    const over = new AbortController();
    let wasReady = false;
    const ended = endOf(child).then((how) => {
      // Before anybody who waits for the end can ask when it is ready again.
      if (wasReady) this.#ready = Promise.withResolvers();
      over.abort(new Error(`${this.name} ended (${how})`));
      return how;
    });
    this.#life = { child, ended };
    const becoming = ready(AbortSignal.any([over.signal, this.#disposing.signal])).then(
      () => {
        if (over.signal.aborted) return;
        wasReady = true;
        this.#ready.resolve();
      },
      (error: unknown) => over.signal.aborted || this.#disposing.signal.aborted || onTrouble(messageOf(error)),
    );
    const how = await ended;
    this.#life = undefined;
    if (!this.#asked) onEnd(how);
    this.#asked = false;
    await becoming;
    return wasReady;
  }
}
