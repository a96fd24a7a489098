import { messageOf } from '#kernel/errors.ts';
import type { Injuries } from './checks/evidence.ts';
import { Chronicle } from './chronicle.ts';
import type { CampaignParts, Customers, Gauge } from './parts.ts';
import { type Leg, type Planned, seedOf } from './plan.ts';
import { randomFrom } from './random.ts';
import type { LegRecord, ScenarioRecord } from './record.ts';
import { secondCopies } from './secondCopies.ts';
import { findingsOfTimes } from './times.ts';
import type { CampaignInProgress, Finding } from './types.ts';
import type { World, WorldOptions } from './world/world.ts';

const SAMPLE_MS = 500;
/** What V6 promises: 60 s after the deadline, which is up to 30 s away when the last customer leaves. */
const QUIET_MS = 90_000;

export type Pace = {
  /** Behind each scenario nothing is done to the shop for so long: what is measured then is a healthy shop. */
  readonly calmMs: number;
  /** The same behind the last. */
  readonly lastCalmMs: number;
  /** No scenario begins later than so long after the start; what is left out then is in the record. */
  readonly latestMs: number;
};

export type LegOptions = Omit<WorldOptions, 'say'> & {
  readonly seed: string;
  readonly isFull: boolean;
  readonly pace: Pace;
  /** How long it may take to come to rest; what V6 promises where nothing is said. */
  readonly quietMs?: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Told at every change of what a person who waits may want to know. */
  readonly onProgress: (at: Progress) => void;
};

export type Progress = {
  readonly chronicle: Chronicle;
  readonly stage: string;
  readonly customers: Customers | undefined;
};

/** Starts a shop, lets customers work while it is broken, waits until it has come to rest, and looks at what is left. */
export async function runLeg(leg: Leg, parts: CampaignParts, options: LegOptions): Promise<LegRecord> {
  const { transport, replicas, preload, say } = options;
  const openedAt = performance.now();
  const world = await parts.openWorld({ transport, replicas, say, ...(preload !== undefined && { preload }) });
  const trial = new Trial(world, parts, { ...options, worldAgeMs: performance.now() - openedAt });
  try {
    return await trial.run(leg);
  } finally {
    await world.dispose();
  }
}

/** `worldAgeMs`: what the world has counted of its own time when the trial begins. */
type TrialOptions = LegOptions & { readonly worldAgeMs: number };

class Trial {
  readonly #world: World;
  readonly #parts: CampaignParts;
  readonly #options: TrialOptions;
  readonly #chronicle = new Chronicle();
  readonly #scenarios: ScenarioRecord[] = [];
  /** Of the scenarios themselves. */
  readonly #findings: Finding[] = [];
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
    });
    this.#customers = customers;
    const gauge = await this.#parts.openGauge(this.#world);
    const sampling = new AbortController();
    const sampled = this.#sample(gauge, customers, sampling.signal);
    const stock = await this.#parts.watchStock(this.#world);
    try {
      for (const each of planned) if (!signal.aborted) await this.#play(each, customers);
      await orAborted(this.#parts.pause(pace.lastCalmMs, signal), signal).catch(() => undefined); // the abort ends it
      this.#tell('customers leave');
      await orAborted(customers.stop(), signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      const findings = await this.#judge(customers, stock.seen);
      return this.#record(name, findings);
    } finally {
      sampling.abort();
      await sampled;
      await Promise.all([gauge.close(), stock.stop()]);
    }
  }

  async #play({ scenario, rounds }: Planned, customers: Customers): Promise<void> {
    const { signal, pace } = this.#options;
    const { name, about } = scenario;
    const from = this.#chronicle.elapsed();
    if (from > pace.latestMs) {
      this.#scenarios.push({ name, about, rounds: 0, from, to: from, leftOut: true });
      return;
    }
    this.#tell(name);
    const calm = () => this.#parts.pause(pace.calmMs, signal);
    const played = scenario.run(this.#inProgress({ scenario, rounds }, customers)).then(calm);
    // What is being killed or frozen at this moment can't be called off; an interruption does not wait for it.
    const error = await orAborted(played, signal).then(() => undefined, messageOf);
    this.#world.links.forEach((link) => void link.heal());
    this.#world.mails.behave('well');
    this.#world.provider.behave('well');
    const failed = error !== undefined && !signal.aborted;
    const to = this.#chronicle.elapsed();
    this.#scenarios.push({ name, about, rounds, from, to, ...(failed && { error }) });
  }

  #inProgress({ scenario, rounds }: Planned, { log, rush }: Customers): CampaignInProgress {
    const { seed, signal, isFull } = this.#options;
    const chronicle = this.#chronicle;
    return {
      world: this.#world,
      log,
      rounds,
      random: randomFrom(seedOf(seed, scenario.name)),
      signal,
      isFull,
      rush,
      injected: (poison) => void chronicle.poison.push(poison),
      drained: (member, drainMs) => void chronicle.drains.push({ member, drainMs }),
      keptQuiet: (mails) => {
        chronicle.keptQuiet += mails;
      },
      find: (finding) => void this.#findings.push(finding),
      fault: (injury) => chronicle.note(injury),
      inflict: (injury, work) => {
        signal.throwIfAborted();
        return chronicle.inflict(injury, work);
      },
      pause: (ms) => this.#parts.pause(ms, signal),
    };
  }

  /** An interrupted campaign has not been waited for: it has nothing to say of the end. */
  async #judge({ log, leave }: Customers, stock: Injuries['stock']): Promise<Finding[]> {
    const times = [...this.#findings, ...findingsOfTimes(this.#chronicle, this.#world.transport)];
    if (this.#options.signal.aborted) return times;
    this.#tell('the shop comes to rest');
    const noise = await this.#world.quiet(this.#options.quietMs ?? QUIET_MS).then(
      () => [],
      (error: unknown) => [messageOf(error)],
    );
    const rest: Finding = { promise: 'V6', check: 'comes-to-rest', looked: 1, broken: noise };
    await leave();
    this.#tell('the books are checked');
    const { poison, drains, faults, keptQuiet } = this.#chronicle;
    const injuries = { poison, drains, stock, secondCopies: secondCopies(faults, keptQuiet) };
    return [...(await this.#parts.check(this.#world, log, injuries)), rest, ...times];
  }

  #record(name: string, findings: readonly Finding[]): LegRecord {
    const { faults, samples } = this.#chronicle;
    const ends = this.#world.ends.map((end) => ({ ...end, at: Math.max(0, end.at - this.#options.worldAgeMs) }));
    const durationMs = this.#chronicle.elapsed();
    return { name, durationMs, scenarios: this.#scenarios, faults, samples: [...samples], ends, findings };
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

/** Rejects at the abort; what `work` comes to then is of no interest any more. */
function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', onAbort));
}
