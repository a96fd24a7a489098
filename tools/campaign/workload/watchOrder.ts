import { Agent } from 'undici';
import type { Account } from './accounts.ts';
import { readEventStream, type Streamed } from './eventSource.ts';
import type { KeptLog, WatchedOrder } from './keptLog.ts';
import type { ShopDoor } from './shopDoor.ts';
import { sleep } from './shopDoor.ts';
import { readSocket } from './socketStream.ts';

const WATCH = `subscription Watch($orderId: ID!, $after: String) {
  orderStatusChanged(orderId: $orderId, after: $after) { cursor order { id status } }
}`;

type Change = { readonly orderStatusChanged: { readonly cursor: string; readonly order: { readonly status: string } } };

/** A stream that can't be opened again for so long is given up. */
const PATIENCE_MS = 120_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3_000;
/** Whoever has paid looks on for so long. */
const LINGER_MS = 20_000;
/** Heartbeats come every 12 s. */
const SILENCE_MS = 30_000;
const MOST_STREAMS = 120;

type Watcher = Pick<Account, 'accessToken' | 'renew'>;
type Options = { readonly door: Pick<ShopDoor, 'nextUrl'>; readonly log: KeptLog };

/** People who look at their orders while something happens to them. */
export class Watchers {
  readonly #options: Options;
  readonly #connections = new Agent({ connections: MOST_STREAMS, bodyTimeout: SILENCE_MS });
  readonly #home = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Looks at the order until nothing follows, coming back behind the last change after each break. */
  watch(orderId: string, account: Watcher, by: 'sse' | 'socket'): void {
    if (this.#running.size >= MOST_STREAMS) return;
    const { log, door } = this.#options;
    const leaving = new AbortController();
    const signal = AbortSignal.any([leaving.signal, this.#home.signal]);
    const page = log.watch(orderId);
    const open = (after: string | undefined): AsyncGenerator<Streamed<Change>> => {
      const url = door.nextUrl();
      const { accessToken } = account;
      const body = { query: WATCH, variables: { orderId, after } };
      return by === 'sse'
        ? readEventStream({ url, accessToken, body, connections: this.#connections, signal })
        : readSocket({ url, accessToken, body, signal });
    };
    const watching = new OneWatch({ page, open, account, signal, leave: () => leaving.abort() })
      .run()
      .finally(() => this.#running.delete(watching));
    this.#running.add(watching);
  }

  async leave(): Promise<void> {
    this.#home.abort();
    await Promise.all(this.#running);
    await this.#connections.destroy();
  }
}

type Watch = {
  readonly page: WatchedOrder;
  readonly open: (after: string | undefined) => AsyncGenerator<Streamed<Change>>;
  readonly account: Watcher;
  readonly signal: AbortSignal;
  readonly leave: () => void;
};

class OneWatch {
  readonly #watch: Watch;
  #cursor: string | undefined;
  #failures = 0;
  #lingering: NodeJS.Timeout | undefined;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  async run(): Promise<void> {
    const { page, signal, account } = this.#watch;
    for (let lostAt = Date.now(); !signal.aborted; ) {
      const seen = page.changes.length;
      const isOver = await this.#follow().catch(() => false); // however it broke, it is opened again
      if (isOver) return page.close('shop');
      if (page.changes.length > seen) lostAt = Date.now();
      if (Date.now() - lostAt > PATIENCE_MS) break;
      // It may have been closed since the token has run out.
      if (this.#failures > 1) await account.renew().catch(() => undefined);
      await sleep(Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS), signal);
    }
    clearTimeout(this.#lingering);
    page.close('customer');
  }

  /** @returns whether the shop said that nothing follows. */
  async #follow(): Promise<boolean> {
    this.#failures += 1;
    for await (const { data, errors } of this.#watch.open(this.#cursor)) {
      if (errors || !data) return false;
      this.#failures = 0;
      this.#take(data.orderStatusChanged);
    }
    return !this.#watch.signal.aborted;
  }

  #take({ cursor, order: { status } }: Change['orderStatusChanged']): void {
    const { page, leave } = this.#watch;
    this.#cursor = cursor;
    page.add({ version: Number(cursor), status });
    if (status === 'PAID') this.#lingering ??= setTimeout(leave, LINGER_MS);
  }
}
