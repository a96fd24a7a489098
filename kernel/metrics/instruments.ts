import { type Labels, numberOf, type Sample } from './textFormat.ts';

/** Only grows. */
export class Counter {
  readonly #labels: Labels;
  #value = 0;

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  add(amount = 1): void {
    this.#value += amount;
  }

  samples(): Sample[] {
    return [{ labels: this.#labels, value: this.#value }];
  }
}

/** Goes up and down. */
export class Gauge {
  readonly #labels: Labels;
  #value = 0;

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  add(amount: number): void {
    this.#value += amount;
  }

  samples(): Sample[] {
    return [{ labels: this.#labels, value: this.#value }];
  }
}

/** How often something was how large. */
export class Histogram {
  readonly #labels: Labels;
  readonly #bounds: readonly number[];
  /** By bucket, not cumulative: seeing a value is then one addition. The last one is +Inf. */
  readonly #counts: number[];
  #sum = 0;

  constructor(labels: Labels, bounds: readonly number[]) {
    this.#labels = labels;
    this.#bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  see(value: number): void {
    const index = this.#bounds.findIndex((bound) => value <= bound);
    const bucket = index < 0 ? this.#bounds.length : index;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
  }

  samples(): Sample[] {
    let count = 0;
    const buckets = [...this.#bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
      count += this.#counts[index] ?? 0;
      return { suffix: '_bucket', labels: { ...this.#labels, le: numberOf(bound) }, value: count };
    });
    const labels = this.#labels;
    return [...buckets, { suffix: '_sum', labels, value: this.#sum }, { suffix: '_count', labels, value: count }];
  }
}
