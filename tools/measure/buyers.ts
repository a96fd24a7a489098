/** How long each of many calls took, in milliseconds, and how long all took together. */
export type Timing = { readonly latencies: readonly number[]; readonly seconds: number };

type Crowd = {
  /** How many act at the same time, each again and again. */
  readonly buyers: number;
  readonly seconds: number;
};

/** Lets a crowd act for a while; whoever has begun by then ends what it does. The first failure ends everything. */
export async function crowd({ buyers, seconds }: Crowd, act: (buyer: number) => Promise<unknown>): Promise<Timing> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const isOpen = () => performance.now() - startedAt < seconds * 1_000;
  const buy = async (buyer: number) => {
    while (isOpen()) {
      const beganAt = performance.now();
      await act(buyer);
      latencies.push(performance.now() - beganAt);
    }
  };
  await Promise.all(Array.from({ length: buyers }, (_, buyer) => buy(buyer)));
  return { latencies, seconds: (performance.now() - startedAt) / 1_000 };
}

export const perSecond = ({ latencies, seconds }: Timing): number => latencies.length / seconds;

/** The smallest value that `share` (0 to 1) of all values don't exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const whole = new Intl.NumberFormat('en');

/** `1,234 holds/s  p50 3 ms  p99 12 ms` */
export function line(what: string, timing: Timing): string {
  const [p50, p99] = [0.5, 0.99].map((share) => percentile(timing.latencies, share).toFixed(1));
  return `${whole.format(Math.round(perSecond(timing)))} ${what}/s   p50 ${p50} ms   p99 ${p99} ms`;
}
