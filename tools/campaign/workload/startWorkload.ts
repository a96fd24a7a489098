import { messageOf } from '#kernel/errors.ts';
import { Account } from './accounts.ts';
import { chanceOf, type Random, uuidOf } from './chance.ts';
import { checkOut, type PaymentTokens } from './checkOut.ts';
import type { KeptLog } from './keptLog.ts';
import { documents, type ShopTimeAnswer } from './orderRequests.ts';
import { PayWay } from './payWay.ts';
import { settle } from './settle.ts';
import { fillShelves, type Range, restock, usualRange } from './shelves.ts';
import { ShopClock } from './shopClock.ts';
import { ShopDoor, sleep } from './shopDoor.ts';
import { type Habits, type Shelves, usualHabits, visitOf } from './visits.ts';
import { Watchers } from './watchOrder.ts';

export type WorkloadOptions = {
  /** GraphQL of each gateway; customers come through all of them alike. */
  readonly urls: readonly string[];
  readonly adminPassword: string;
  /** Decides who does what, and not when. */
  readonly random: Random;
  /** Visits that begin in a second. */
  readonly rate: number;
  readonly log: KeptLog;
  readonly accounts?: number;
  readonly range?: Range;
  readonly habits?: Habits;
  /** The sandbox's by default. */
  readonly tokens?: PaymentTokens;
  /** Visits that go on at once; while the shop is slower than they come, no more begin. */
  readonly mostAtOnce?: number;
};

export type Workload = {
  readonly shelves: Shelves;
  /** Visits that have begun. */
  visits(): number;
  /** So many visits at once, beside the others. Resolves when all have ended. */
  rush(count: number): Promise<void>;
  /** No further visit. Those inside finish what they ask for and go. Resolves when nothing is being asked any more. */
  stop(): Promise<void>;
  /** Whoever looks at an order goes on doing so behind `stop`, so that the end is seen too; now they leave. */
  leave(): Promise<void>;
};

/** The sandbox refuses at once, or not at all. */
const sandboxTokens: PaymentTokens = {
  success: 'tok_success',
  declined: 'tok_declined',
  refusedAtCapture: 'tok_declined',
};
const TICK_MS = 20;
const RESTOCK_MS = 2_000;
const CLOCK_MS = 1_000;
const ADMIN = 'admin@bazaar.example';

/** Lets customers into the shop. @throws Error when it does not take accounts and products. */
export async function startWorkload(options: WorkloadOptions): Promise<Workload> {
  const { urls, adminPassword, random, log, accounts: count = 25, range = usualRange } = options;
  const door = new ShopDoor(urls);
  const home = new AbortController();
  const admin = await Account.logIn(door, { email: ADMIN, password: adminPassword }, home.signal);
  // Together: each waits for a password to be hashed.
  const [shelves, ...accounts] = await Promise.all([
    fillShelves({ admin, random, log }, range),
    ...Array.from({ length: count }, (_, index) => newcomer(door, random, index + 1, home.signal)),
  ]);
  const watchers = new Watchers({ door, log });
  const clock = new ShopClock(() => shopTimeAt(door));
  await clock.look();
  const crowd = new Crowd({ ...options, accounts, shelves, watchers, clock, signal: home.signal });
  const deliver = () => restock({ admin, random: chanceOf(random() * 2 ** 32), log }, shelves);
  const deliveries = every(RESTOCK_MS, deliver, home.signal);
  const looks = every(CLOCK_MS, async () => (crowd.isInside ? clock.look() : undefined), home.signal);
  const arrivals = crowd.arrive();
  return {
    shelves,
    visits: () => crowd.begun,
    rush: (visits) => crowd.rush(visits),
    stop: async () => {
      home.abort();
      await Promise.all([arrivals, deliveries, looks]);
      await crowd.gone();
    },
    leave: async () => {
      await watchers.leave();
      await door.close();
    },
  };
}

function newcomer(door: ShopDoor, random: Random, number: number, signal: AbortSignal): Promise<Account> {
  const id = uuidOf(random);
  const login = { name: `Customer ${number}`, email: `${id}@customers.example`, password: `a password of ${id}` };
  return Account.register(door, login, signal);
}

async function every(ms: number, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (await sleep(ms, signal); !signal.aborted; await sleep(ms, signal)) await work();
}

async function shopTimeAt(door: ShopDoor): Promise<number | undefined> {
  const answer = await door.ask<ShopTimeAnswer>({ document: documents.SHOP_TIME, variables: {} });
  const shopTime = answer.kind === 'answered' ? answer.data.shopTime : null;
  return shopTime === null ? undefined : Date.parse(shopTime);
}

type CrowdOptions = Pick<WorkloadOptions, 'random' | 'rate' | 'log' | 'habits' | 'tokens' | 'mostAtOnce'> & {
  readonly accounts: readonly Account[];
  readonly shelves: Shelves;
  readonly watchers: Watchers;
  readonly clock: ShopClock;
  readonly signal: AbortSignal;
};

class Crowd {
  begun = 0;
  readonly #options: CrowdOptions;
  readonly #inside = new Set<Promise<void>>();
  readonly #payWay = new PayWay();

  constructor(options: CrowdOptions) {
    this.#options = options;
  }

  /** Somebody is. */
  get isInside(): boolean {
    return this.#inside.size > 0;
  }

  /** Visits begin at the rate, whatever became of those before them. */
  async arrive(): Promise<void> {
    const { rate, signal, mostAtOnce = 1_000 } = this.#options;
    let due = 0;
    for (let last = performance.now(); !signal.aborted; await sleep(TICK_MS, signal)) {
      const now = performance.now();
      // Whoever finds the shop full does not come later.
      due = Math.min(due + ((now - last) * rate) / 1_000, rate);
      last = now;
      for (; due >= 1 && this.#inside.size < mostAtOnce; due -= 1) this.#begin();
    }
  }

  async rush(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.#begin()));
  }

  async gone(): Promise<void> {
    await Promise.all(this.#inside);
  }

  #begin(): Promise<void> {
    this.begun += 1;
    const { random, log } = this.#options;
    const visit = this.#visit(chanceOf(random() * 2 ** 32))
      .catch((error: unknown) => log.noteViolation(`a visit broke off: ${messageOf(error)}`))
      .finally(() => this.#inside.delete(visit));
    this.#inside.add(visit);
    return visit;
  }

  async #visit(random: Random): Promise<void> {
    const { accounts, shelves, watchers, clock, tokens = sandboxTokens, log, signal } = this.#options;
    const { habits = usualHabits } = this.#options;
    const visit = visitOf(random, { customers: accounts.length, shelves, habits });
    const account = accounts[visit.customer];
    if (!account) throw new RangeError('no such customer');
    const visitor = { account, visit, tokens, log, clock, payWay: this.#payWay, signal };
    const order = await checkOut(visitor);
    if (!order || signal.aborted) return;
    if (visit.watches !== 'not') watchers.watch(order.id, account, visit.watches);
    await settle(visitor, order);
  }
}
