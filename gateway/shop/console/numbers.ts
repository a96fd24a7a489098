import type { Reading } from './readMetrics.ts';

/** What one consumer of a process is at. */
export type ConsumerNumbers = {
  readonly consumer: string;
  /** Age of the oldest event in hand, in seconds. */
  readonly lagSeconds: number;
  /** Since the process began. */
  readonly handled: number;
  /** Tries that failed, since the process began. */
  readonly failed: number;
};

/** What a developer wants to see of a process's numbers. What it does not tell is missing. */
export type Numbers = {
  /** Events that wait to be published, and the age of the oldest in seconds. */
  readonly outbox?: { readonly pending: number; readonly lagSeconds: number };
  readonly consumers: readonly ConsumerNumbers[];
  /** Things that wait or were given up, by what they are: `mails waiting`. */
  readonly waiting: Readonly<Record<string, number>>;
  /** How late the process's timers fire in the worst hundredth of cases, in seconds. */
  readonly eventLoopSeconds?: number;
  readonly memoryBytes?: number;
};

const WAITING: Readonly<Record<string, string>> = {
  bazaar_timers_waiting: 'timers waiting',
  bazaar_timers_due: 'timers due',
  bazaar_mails_waiting: 'mails waiting',
  bazaar_mails_parked: 'mails given up',
  bazaar_holds_active: 'holds',
  bazaar_dead_letters_parked: 'dead letters',
  bazaar_stock_equation_broken: 'products whose units don’t add up',
};

export function numbersOf(readings: readonly Reading[]): Numbers {
  const pending = sumOf(readings, 'bazaar_outbox_pending');
  const eventLoopSeconds = sumOf(
    readings.filter(({ labels }) => labels['quantile'] === '0.99'),
    'bazaar_event_loop_delay_seconds',
  );
  const memoryBytes = sumOf(readings, 'process_resident_memory_bytes');
  return {
    consumers: consumersIn(readings),
    waiting: waitingIn(readings),
    ...(pending !== undefined && {
      outbox: { pending, lagSeconds: sumOf(readings, 'bazaar_outbox_lag_seconds') ?? 0 },
    }),
    ...(eventLoopSeconds !== undefined && { eventLoopSeconds }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  };
}

function consumersIn(readings: readonly Reading[]): ConsumerNumbers[] {
  const lags = readings.filter(({ name }) => name === 'bazaar_consumer_lag_seconds');
  return lags.map(({ labels: { consumer = '' }, value: lagSeconds }) => {
    const its = readings.filter(({ labels }) => labels['consumer'] === consumer);
    return {
      consumer,
      lagSeconds,
      handled: sumOf(its, 'bazaar_consumer_handled_total') ?? 0,
      failed: sumOf(its, 'bazaar_consumer_failed_total') ?? 0,
    };
  });
}

function waitingIn(readings: readonly Reading[]): Record<string, number> {
  const told = Object.entries(WAITING).flatMap(([name, words]): [string, number][] => {
    const count = sumOf(readings, name);
    return count === undefined ? [] : [[words, count]];
  });
  return Object.fromEntries(told);
}

/** Undefined where nothing of that name is told. */
function sumOf(readings: readonly Reading[], metric: string): number | undefined {
  const values = readings.filter(({ name }) => name === metric).map(({ value }) => value);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}
