import { AppError } from '../errors.ts';
import { Counter, Gauge, Histogram } from './instruments.ts';
import { Readings } from './readings.ts';
import { type Family, type Labels, type MetricType, type Sample, textOf } from './textFormat.ts';

/** What is asked for when somebody looks: one value, or one for each set of labels. */
export type Read = () => Reading | Promise<Reading>;
type Reading = number | readonly { readonly labels: Labels; readonly value: number }[];

type Description = { readonly name: string; readonly help: string };
type Source = { samples(): readonly Sample[] | Promise<readonly Sample[]> };
type Entry = Description & { readonly type: MetricType; readonly sources: Source[] };

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
/** A part that does not answer in time is left out, and said to be missing. */
const READ_MS = 1_000;

/**
 * What one service tells of itself in numbers. Counting costs an addition; everything that has to be asked for is asked
 * when somebody looks. A name that is used again, with the same help, adds to the same family.
 */
export class Metrics {
  readonly #entries = new Map<string, Entry>();
  readonly #constant: Labels;
  readonly #readings: Readings;

  /** @param constant labels of every value, such as the service. */
  constructor(constant: Labels = {}, { readMs = READ_MS } = {}) {
    this.#constant = constant;
    this.#readings = new Readings(readMs);
  }

  /** @throws AppError INTERNAL (BAD_METRIC), as all of these do. */
  counter(metric: Description & { labels?: Labels }): Counter {
    return this.#add(metric, 'counter', new Counter(this.#labels(metric.labels)));
  }

  gauge(metric: Description & { labels?: Labels }): Gauge {
    return this.#add(metric, 'gauge', new Gauge(this.#labels(metric.labels)));
  }

  /** @param metric.buckets upper bounds, rising; +Inf is added. */
  histogram(metric: Description & { labels?: Labels; buckets: readonly number[] }): Histogram {
    const { buckets } = metric;
    if (buckets.some((bound, index) => index > 0 && bound <= (buckets[index - 1] ?? 0))) {
      throw bad(metric.name, 'the bounds of its buckets do not rise');
    }
    return this.#add(metric, 'histogram', new Histogram(this.#labels(metric.labels), buckets));
  }

  /** A gauge whose value is asked for when somebody looks. One that fails or takes over a second is left out. */
  read(metric: Description & { labels?: Labels; type?: 'gauge' | 'counter' }, read: Read): void {
    const constant = this.#labels(metric.labels);
    this.#add(metric, metric.type ?? 'gauge', {
      samples: async () => {
        const reading = await read();
        const values = typeof reading === 'number' ? [{ labels: {}, value: reading }] : reading;
        return values.map(({ labels, value }) => ({ labels: { ...constant, ...labels }, value }));
      },
    });
  }

  /** The text that Prometheus reads. Those that look at the same time share one reading. */
  async text(): Promise<string> {
    const missing: string[] = [];
    const families = await Promise.all([...this.#entries.values()].map((entry) => this.#familyOf(entry, missing)));
    const gaps = missing.map((metric) => ({ labels: { ...this.#constant, metric }, value: 1 }));
    return textOf([...families, { ...MISSING, type: 'gauge', samples: gaps }]);
  }

  async #familyOf({ name, help, type, sources }: Entry, missing: string[]): Promise<Family> {
    const read = await Promise.all(sources.map((source) => this.#readings.of(source)));
    if (read.includes(undefined)) missing.push(name);
    return { name, help, type, samples: read.flatMap((samples) => samples ?? []) };
  }

  #labels(labels: Labels = {}): Labels {
    return { ...this.#constant, ...labels };
  }

  #add<S extends Source>(
    { name, help, labels = {} }: Description & { labels?: Labels },
    type: MetricType,
    source: S,
  ): S {
    const entry = this.#entries.get(name) ?? { name, help, type, sources: [] };
    if (!NAME.test(name)) throw bad(name, 'it is no name');
    for (const label of Object.keys(labels))
      if (!LABEL.test(label) || label === 'le') throw bad(name, `label ${label}`);
    if (entry.type !== type || entry.help !== help) throw bad(name, 'it is already something else');
    entry.sources.push(source);
    this.#entries.set(name, entry);
    return source;
  }
}

const MISSING = { name: 'bazaar_metric_missing', help: 'Values that could not be read in time when somebody looked.' };

const bad = (name: string, why: string): AppError => new AppError('INTERNAL', 'BAD_METRIC', `metric ${name}: ${why}`);
