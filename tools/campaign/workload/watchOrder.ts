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

/** A stream that can't be opened again for so long is lost. */
const PATIENCE_MS = 120_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3_000;
/** Whoever has paid looks on for so long. */
const LINGER_MS = 20_000;
/** Heartbeats come every 12 s: a stream that lasts for longer than this is alive. */
const SILENCE_MS = 30_000;
/** Far less, so that one which is never answered does not seem alive. */
const ANSWER_MS = 10_000;
/** What is on its way when the customers are to leave, and streams that are just being opened again, have so long. */
const LAST_LOOK_MS = 5_000;
const MOST_STREAMS = 120;

type Watcher = Pick<Account, 'accessToken' | 'renew'>;
type Options = {
  readonly door: Pick<ShopDoor, 'nextUrl'>;
  readonly log: KeptLog;
  readonly patienceMs?: number;
  readonly lingerMs?: number;
  readonly lastLookMs?: number;
};

/** People who look at their orders while something happens to them. */
export class Watchers {
  readonly #options: Options;
  readonly #connections = new Agent({
    connections: MOST_STREAMS,
    headersTimeout: ANSWER_MS,
    bodyTimeout: SILENCE_MS,
  });
  readonly #home = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Looks at the order until nothing follows, coming back behind the last change after each break. */
  watch(orderId: string, account: Watcher, by: 'sse' | 'socket'): void {
    if (this.#running.size >= MOST_STREAMS) return;
    const { log, door, patienceMs = PATIENCE_MS, lingerMs = LINGER_MS } = this.#options;
    const leaving = new AbortController();
    const home = this.#home.signal;
    const signal = AbortSignal.any([leaving.signal, home]);
    const page = log.watch(orderId);
    const open = (after: string | undefined): AsyncGenerator<Streamed<Change>> => {
      const url = door.nextUrl();
      const { accessToken } = account;
      const body = { query: WATCH, variables: { orderId, after } };
      return by === 'sse'
        ? readEventStream({ url, accessToken, body, connections: this.#connections, signal })
        : readSocket({ url, accessToken, body, signal });
    };
    const watching = new OneWatch({ page, open, account, leaving, home, signal, patienceMs, lingerMs })
      .run()
      .finally(() => this.#running.delete(watching));
    this.#running.add(watching);
  }

  /** Of a shop that has come to rest: whoever still looks has been told everything by then, or never will be. */
  async leave(): Promise<void> {
    const { lastLookMs = LAST_LOOK_MS } = this.#options;
    const lookedLast = new AbortController();
    const ended = Promise.all(this.#running).then(() => lookedLast.abort());
    await sleep(lastLookMs, lookedLast.signal);
    this.#home.abort();
    await ended;
    await this.#connections.destroy();
  }
}

type Watch = {
  readonly page: WatchedOrder;
  readonly open: (after: string | undefined) => AsyncGenerator<Streamed<Change>>;
  readonly account: Watcher;
  /** The customer has seen enough. */
  readonly leaving: AbortController;
  /** All have to go. */
  readonly home: AbortSignal;
  /** Either of them. */
  readonly signal: AbortSignal;
  readonly patienceMs: number;
  readonly lingerMs: number;
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
    const { page, leaving, home } = this.#watch;
    const isOver = await this.#followToTheEnd();
    clearTimeout(this.#lingering);
    if (isOver) page.close('shop');
    else if (leaving.signal.aborted) page.close('customer');
    else if (!home.aborted) page.close('lost');
  }

  /** @returns whether the shop said that nothing follows; if not, the customer goes, or it could not be opened again. */
  async #followToTheEnd(): Promise<boolean> {
    const { page, account, signal, patienceMs } = this.#watch;
    for (let lostAt = Date.now(); !signal.aborted; ) {
      const [seen, openedAt] = [page.changes.length, Date.now()];
      const isOver = await this.#follow().catch(() => false); // however it broke, it is opened again
      if (isOver) return true;
      if (page.changes.length > seen || Date.now() - openedAt > SILENCE_MS) lostAt = Date.now();
      if (Date.now() - lostAt > patienceMs) return false;
      // It may have been closed since the token has run out.
      if (this.#failures > 1) await account.renew().catch(() => undefined);
      await sleep(Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS), signal);
    }
    return false;
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
    const { page, leaving, lingerMs } = this.#watch;
    this.#cursor = cursor;
    page.add({ version: Number(cursor), status });
    if (status === 'PAID') this.#lingering ??= setTimeout(() => leaving.abort(), lingerMs);
  }
}
