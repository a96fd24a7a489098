import { percentile } from '#tools/measure/buyers.ts';

/** What was seen of the shop about once a second while customers came. */
export type Sample = {
  /** Ms since the step began. */
  readonly at: number;
  /** Events that were not published yet, and the age of the oldest, in ms. */
  readonly outboxPending: number;
  readonly outboxAgeMs: number;
  /** Age of the oldest event that a consumer had in hand, of all consumers, in ms. */
  readonly consumerAgeMs: number;
  readonly mailsWaiting: number;
};

/** Three points of a distribution, in ms. */
export type Quantiles = { readonly p50: number; readonly p95: number; readonly p99: number };

/** A share of the machine. Undefined where the system does not tell it. */
export type Usage = {
  /** Cores, on average. */
  readonly cores: number;
  /** Proportional and resident set size. */
  readonly pssMb: number;
  readonly rssMb: number;
};

export type Part = 'shop' | 'mongod' | 'broker';

/** One step of the ladder: customers came at one rate for a while. */
export type StepFigures = {
  /** Orders a second: that customers began, and that were paid. */
  readonly offered: number;
  readonly reached: number;
  readonly seconds: number;
  /** Checkouts that came to nothing. */
  readonly failed: number;
  /** From the moment when a customer came until the order was PAID. */
  readonly latency: Quantiles;
  /** From the write of an event until its consumer began with it. */
  readonly propagation: Quantiles;
  readonly samples: readonly Sample[];
  /** From the last customer until events were handled and mails sent, in ms; undefined when nobody waited that long. */
  readonly restMs: number | undefined;
  readonly usage: Partial<Readonly<Record<Part, Usage>>>;
  /** Of the whole machine, at the end. */
  readonly load: number;
};

export function quantilesOf(values: readonly number[]): Quantiles {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), p99: percentile(values, 0.99) };
}

/** Of samples' values: the largest; 0 of none. */
export const mostOf = (samples: readonly Sample[], read: (sample: Sample) => number): number =>
  Math.max(0, ...samples.map(read));
