/** The shop's time, in ms since 1970; undefined when it could not be asked. */
type AskShopTime = () => Promise<number | undefined>;

type Reading = { readonly offsetMs: number; readonly errorMs: number };

/** Clocks tell whole milliseconds. */
const ROUNDED_MS = 1;

/** What time it is for the shop, as somebody knows who asks now and then. Its clock may be moved, by forward jumps. */
export class ShopClock {
  readonly #ask: AskShopTime;
  readonly #realNow: () => number;
  #reading: Reading = { offsetMs: 0, errorMs: Number.POSITIVE_INFINITY };

  /** @param realNow in ms since 1970. */
  constructor(ask: AskShopTime, realNow = Date.now) {
    this.#ask = ask;
    this.#realNow = realNow;
  }

  /** In ms since 1970, by what the shop has said. */
  now(): number {
    return this.#realNow() + this.#reading.offsetMs;
  }

  /** Asks. Never rejects. */
  async look(): Promise<void> {
    const askedAt = this.#realNow();
    const time = await this.#ask().catch(() => undefined); // the shop is away: what it said before stays
    if (time === undefined) return;
    const halfWayMs = (this.#realNow() - askedAt) / 2;
    this.#take({ offsetMs: time - askedAt - halfWayMs, errorMs: halfWayMs + ROUNDED_MS });
  }

  /** The quickest answer knows best, until one can only be true when the clock was moved. */
  #take(reading: Reading): void {
    const { offsetMs, errorMs } = this.#reading;
    const isMoved = Math.abs(reading.offsetMs - offsetMs) > reading.errorMs + errorMs;
    if (isMoved || reading.errorMs < errorMs) this.#reading = reading;
  }
}
