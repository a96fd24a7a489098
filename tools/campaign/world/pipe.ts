import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Flow } from './flow.ts';
import type { Rewrite } from './rewrite.ts';

/** More than this is not taken from the sender while the link passes on nothing. */
const FULL_BYTES = 4 * 1024 * 1024;
const SECOND_HALF_MS = 5;

type Item = { readonly what: Buffer | 'end' | 'reset'; readonly at: number };

/** One direction of a connection: what `from` sends reaches `to` in order, when the link lets it. */
export class Pipe {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #flow: Flow;
  readonly #rewrite: Rewrite | undefined;
  readonly #queue: Item[] = [];
  #bytes = 0;
  #pumping = false;

  constructor(from: Socket, to: Socket, flow: Flow, rewrite?: Rewrite) {
    this.#from = from;
    this.#to = to;
    this.#flow = flow;
    this.#rewrite = rewrite;
    from.on('data', (chunk: Buffer) => this.#take(chunk));
    from.on('end', () => this.#take('end'));
    from.on('error', () => this.#take('reset'));
  }

  #take(what: Item['what']): void {
    this.#queue.push({ what, at: performance.now() });
    if (typeof what !== 'string') this.#bytes += what.length;
    if (this.#bytes > FULL_BYTES) this.#from.pause();
    if (!this.#pumping) void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    for (let item = this.#queue[0]; item; item = this.#queue[0]) {
      await this.#flow.mayPass(item.at);
      this.#queue.shift();
      await this.#pass(item.what);
      if (this.#queue.length === 0) await this.#passRest();
    }
    this.#pumping = false;
  }

  async #pass(what: Item['what']): Promise<void> {
    if (what === 'reset') return void this.#to.resetAndDestroy();
    if (what === 'end') return void this.#to.end(this.#rewrite?.rest() ?? '');
    await this.#write(this.#rewrite ? this.#rewrite.push(what) : what);
    this.#bytes -= what.length;
    if (this.#bytes <= FULL_BYTES) this.#from.resume();
  }

  /** The second half of an address comes at once, or it was none. */
  async #passRest(): Promise<void> {
    if (!this.#rewrite?.keepsBack()) return;
    await pause(SECOND_HALF_MS);
    if (this.#queue.length === 0) await this.#write(this.#rewrite.rest());
  }

  async #write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0 || this.#to.destroyed || this.#to.writableEnded) return;
    if (this.#to.write(bytes)) return;
    // A receiver that goes away never drains.
    await Promise.race([once(this.#to, 'drain'), once(this.#to, 'close')]).catch(() => undefined);
  }
}
