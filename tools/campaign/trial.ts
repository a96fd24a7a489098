import { messageOf } from '#kernel/errors.ts';
import type { Injuries } from './checks/evidence.ts';
import { Chronicle } from './chronicle.ts';
import type { LegOptions } from './legOptions.ts';
import { orAborted } from './orAborted.ts';
import type { CampaignParts, Customers, Gauge } from './parts.ts';
import { type Leg, type Planned, seedOf } from './plan.ts';
import { play } from './play.ts';
import { randomFrom } from './random.ts';
import type { LegRecord, ScenarioRecord } from './record.ts';
import { secondCopies } from './secondCopies.ts';
import { findingsOfTimes } from './times.ts';
import type { Finding } from './types.ts';
import type { World } from './world/world.ts';

/** Often enough that the 99th percentile of a short run's healthy moments is not just the worst of them. */
const SAMPLE_MS = 250;
/** What V6 promises: 60 s after the deadline, which is up to 30 s away when the last customer leaves. */
const QUIET_MS = 90_000;

/** `worldAgeMs`: what the world has counted of its own time when the trial begins. */
type TrialOptions = LegOptions & { readonly worldAgeMs: number };

/** One shop's trial: customers at work, scenario after scenario, and what is left at the end. */
export class Trial {
  readonly #world: World;
  readonly #parts: CampaignParts;
  readonly #options: TrialOptions;
  readonly #chronicle = new Chronicle();
  readonly #startedAt = new Date();
  readonly #scenarios: ScenarioRecord[] = [];
  #customers: Customers | undefined;

  constructor(world: World, parts: CampaignParts, options: TrialOptions) {
    this.#world = world;
    this.#parts = parts;
    this.#options = options;
  }

  async run({ name, planned }: Leg): Promise<LegRecord> {
    const { seed, signal, pace } = this.#options;
    this.#tell('customers register');
    const customers = await this.#parts.openCustomers(this.#world, {
      random: randomFrom(seedOf(seed, 'customers')),
      elapsed: () => this.#chronicle.elapsed(),
      rate: this.#options.rate,
      endings: this.#options.endings,
    });
    this.#customers = customers;
    const gauge = await this.#parts.openGauge(this.#world);
    const sampling = new AbortController();
    const sampled = this.#sample(gauge, customers, sampling.signal);
    const stock = await this.#parts.watchStock(this.#world);
    try {
      for (const each of planned) if (!signal.aborted) this.#scenarios.push(await this.#play(each, customers));
      await orAborted(this.#parts.pause(pace.lastCalmMs, signal), signal).catch(() => undefined); // the abort ends it
      this.#tell('customers leave');
      await orAborted(customers.stop(), signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      const findings = await this.#judge(customers, gauge, stock.seen);
      return this.#record(name, findings);
    } finally {
      // Where the trial failed they are still about.
      customers.stop().catch(() => undefined);
      sampling.abort();
      await sampled;
      await Promise.all([gauge.close(), stock.stop()]);
    }
  }

  #play(planned: Planned, customers: Customers): Promise<ScenarioRecord> {
    this.#tell(planned.scenario.name);
    const [world, parts, options] = [this.#world, this.#parts, this.#options];
    return play(planned, { world, parts, options, customers, chronicle: this.#chronicle });
  }

  /** An interrupted campaign has not been waited for: it has nothing to say of the end. */
  async #judge(customers: Customers, gauge: Gauge, stock: Injuries['stock']): Promise<Finding[]> {
    const { signal, judgesTimes, isFull } = this.#options;
    // Of one scenario alone there are too few to tell 99 of 100 from all: a long campaign judges them at its end.
    const times = judgesTimes && !isFull ? findingsOfTimes(this.#chronicle, this.#world.transport) : [];
    const told = [...this.#chronicle.findings, ...times];
    if (signal.aborted) return told;
    const found = await orAborted(this.#lookAtTheEnd(customers, gauge, stock), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      return [];
    });
    return [...found, ...told];
  }

  async #lookAtTheEnd({ log, leave }: Customers, gauge: Gauge, stock: Injuries['stock']): Promise<Finding[]> {
    this.#tell('the shop comes to rest');
    const { quietMs = QUIET_MS } = this.#options;
    const broken = await this.#comesToRest(gauge, quietMs);
    const rest: Finding = { promise: 'V6', check: 'comes-to-rest', looked: 1, broken };
    await leave();
    this.#tell('the books are checked');
    return [...(await this.#parts.check(this.#world, log, this.#injuries(stock))), rest];
  }

  /** @returns what has not come to rest by then. */
  async #comesToRest(gauge: Gauge, withinMs: number): Promise<string[]> {
    const deadline = performance.now() + withinMs;
    const open = await this.#ordersEnd(gauge, deadline);
    const leftMs = Math.max(0, Math.round(deadline - performance.now()));
    const noise = await this.#world.quiet(leftMs).then(
      () => [],
      (error: unknown) => [messageOf(error)],
    );
    return open === 0
      ? noise
      : [`${open ?? 'nobody can tell how many'} orders are open after ${withinMs} ms`, ...noise];
  }

  /**
   * Whoever left without paying keeps the stock until the deadline, which a quiet shop waits for.
   *
   * @returns how many are open at last; undefined when that could not be read.
   */
  async #ordersEnd(gauge: Gauge, deadline: number): Promise<number | undefined> {
    const { signal } = this.#options;
    for (;;) {
      const read = await gauge.read().catch(() => undefined); // the database is away
      if (read?.ordersOpen === 0 || performance.now() > deadline || signal.aborted) return read?.ordersOpen;
      await this.#parts.pause(SAMPLE_MS, signal).catch(() => undefined); // the abort ends the wait
    }
  }

  #injuries(stock: Injuries['stock']): Injuries {
    const { poison, drains, faults, keptQuiet } = this.#chronicle;
    const { members } = this.#world;
    const { worldAgeMs } = this.#options;
    const unnoted = secondCopies(faults, { members, keptQuiet, worldAgeMs });
    return { poison, drains, stock, faults, startedAt: this.#startedAt, secondCopies: unnoted };
  }

  #record(name: string, findings: readonly Finding[]): LegRecord {
    const { faults, samples } = this.#chronicle;
    const ends = this.#world.ends.map((end) => ({ ...end, at: Math.max(0, end.at - this.#options.worldAgeMs) }));
    const durationMs = this.#chronicle.elapsed();
    const { paidNearDeadline = [] } = this.#customers?.log ?? {};
    const measured = { durationMs, faults, samples: [...samples], ends, paidNearDeadline };
    return { name, scenarios: this.#scenarios, findings, ...measured };
  }

  async #sample(gauge: Gauge, { log }: Customers, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // While the database is away there is nothing to read; the gap shows in the report.
      const read = await gauge.read().catch(() => undefined);
      const at = this.#chronicle.elapsed();
      if (read) this.#chronicle.samples.push({ at, ordersPlaced: log.orders.length, ...read });
      this.#tell();
      await this.#parts.pause(SAMPLE_MS, signal).catch(() => undefined); // the abort ends the wait
    }
  }

  #stage = '';
  #tell(stage = this.#stage): void {
    this.#stage = stage;
    this.#options.onProgress({ chronicle: this.#chronicle, stage, customers: this.#customers });
  }
}
