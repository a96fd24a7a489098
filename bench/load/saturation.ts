import type { Sample, StepFigures } from './figures.ts';

export type Limits = {
  /** The longest p99 of a checkout, in ms. */
  readonly p99Ms: number;
};

/** Less than this of what was offered is less than what was offered. */
const REACHED = 0.93;
const FAILED = 0.01;
/** What waits grows by so many seconds each second: a fifth of the events are not handled. */
const GROWTH = 0.2;
/** A lag that is shorter is none yet. */
const LAG_MS = 2_000;

/** Why the shop did not keep up with what was offered; undefined when it did. */
export function saturationOf(step: StepFigures, { p99Ms }: Limits): string | undefined {
  const { offered, reached, failed, latency, samples, seconds, restMs } = step;
  if (failed > FAILED * offered * seconds) return `${failed} checkouts came to nothing`;
  if (reached < REACHED * offered) return `${reached.toFixed(1)} orders a second were paid of ${offered}`;
  if (latency.p99 > p99Ms) return `p99 of a checkout was over ${p99Ms} ms`;
  if (isGrowing(samples, ({ outboxAgeMs }) => outboxAgeMs)) return 'events waited longer and longer in outboxes';
  if (isGrowing(samples, ({ consumerAgeMs }) => consumerAgeMs)) return 'consumers fell further and further behind';
  return restMs === undefined ? 'mails and events were not done in the time in which customers had come' : undefined;
}

/** Whether an age, in ms, grows from the first third of the samples to the last, and is worth the name of lag there. */
export function isGrowing(samples: readonly Sample[], read: (sample: Sample) => number): boolean {
  const third = Math.floor(samples.length / 3);
  if (third === 0) return false;
  const [first, last] = [samples.slice(0, third), samples.slice(-third)];
  const byMs = meanOf(last, read) - meanOf(first, read);
  const inMs = meanOf(last, ({ at }) => at) - meanOf(first, ({ at }) => at);
  return byMs > GROWTH * inMs && meanOf(last, read) > LAG_MS;
}

const meanOf = (samples: readonly Sample[], read: (sample: Sample) => number): number =>
  samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;
