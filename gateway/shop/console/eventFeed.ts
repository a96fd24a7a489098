import { contracts } from '#events/contracts/registry.ts';
import type { DeliveredMessage, Subscription, Transport } from '#events/transport/transport.ts';
import { type SeenEvent, seenEvent } from './seenEvent.ts';

/** Events in the order in which they came; `skipped` more of them passed by unseen, because too many came at once. */
export type Batch = { readonly events: readonly SeenEvent[]; readonly skipped: number };
type Tell = (batch: Batch) => void;

const TOPICS = Object.keys(contracts);
/** How far back the first who looks can see. */
const BEFORE_MS = 5 * 60_000;
const REMEMBERED = 200;
const GATHER_MS = 200;

/** Every event of every topic, for whoever looks. While nobody does nothing is read. */
export class EventFeed {
  readonly #transport: Pick<Transport, 'broadcast'>;
  readonly #watchers = new Set<Tell>();
  #interested = 0;
  #recent: SeenEvent[] = [];
  #gathered: SeenEvent[] = [];
  #skipped = 0;
  #timer: NodeJS.Timeout | undefined;
  #subscription: Subscription | undefined;
  /** Opening and closing come one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(transport: Pick<Transport, 'broadcast'>) {
    this.#transport = transport;
  }

  /** Tells of the latest events, then of all that come. @returns what ends it. @throws AppError UNAVAILABLE. */
  async watch(tell: Tell): Promise<() => Promise<void>> {
    this.#interested += 1;
    const leave = () => {
      this.#interested -= 1;
      this.#watchers.delete(tell);
      return this.#inTurn();
    };
    try {
      await this.#inTurn();
    } catch (error) {
      this.#interested -= 1;
      throw error;
    }
    this.#flush();
    tell({ events: inOrder(this.#recent), skipped: 0 });
    this.#watchers.add(tell);
    return leave;
  }

  /** `up`, or why no events come. */
  health(): string {
    return this.#subscription?.health() ?? 'nobody looks';
  }

  #inTurn(): Promise<void> {
    const settle = () => this.#settle();
    this.#turn = this.#turn.then(settle, settle);
    return this.#turn;
  }

  async #settle(): Promise<void> {
    if (this.#interested > 0 && !this.#subscription) {
      const since = new Date(Date.now() - BEFORE_MS);
      this.#recent = [];
      this.#subscription = await this.#transport.broadcast({
        topics: TOPICS,
        since,
        handle: (each) => this.#see(each),
      });
    } else if (this.#interested === 0 && this.#subscription) {
      const ending = this.#subscription;
      this.#subscription = undefined;
      await ending.stop();
    }
  }

  async #see(message: DeliveredMessage): Promise<void> {
    const event = seenEvent(message);
    this.#recent.push(event);
    // What was there before comes partition by partition.
    if (this.#recent.length > 2 * REMEMBERED) this.#recent = inOrder(this.#recent);
    if (this.#watchers.size === 0) return;
    this.#gathered.push(event);
    if (this.#gathered.length > REMEMBERED) {
      this.#gathered.shift();
      this.#skipped += 1;
    }
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = { events: this.#gathered, skipped: this.#skipped };
    this.#gathered = [];
    this.#skipped = 0;
    if (batch.events.length === 0) return;
    for (const tell of this.#watchers) tell(batch);
  }
}

const inOrder = (events: readonly SeenEvent[]): SeenEvent[] =>
  events.toSorted((a, b) => a.publishedAt.localeCompare(b.publishedAt)).slice(-REMEMBERED);
