import type { Counted, Counters } from '../throttlePorts.ts';

/** Counters in memory, for tests. */
export function memoryCounters(): Counters & { keys(): string[] } {
  const rows = new Map<string, Counted>();
  const running = (key: string, now: Date) => {
    const row = rows.get(key);
    return row && row.endsAt > now ? row : null;
  };
  return {
    keys: () => [...rows.keys()],
    read: async (key, now) => running(key, now),
    add: async (key, now, windowMs) => {
      const row = running(key, now) ?? { count: 0, endsAt: new Date(now.getTime() + windowMs) };
      const next = { ...row, count: row.count + 1 };
      rows.set(key, next);
      return next;
    },
    takeBack: async (key, { endsAt }) => {
      const row = rows.get(key);
      if (row && row.endsAt.getTime() === endsAt.getTime() && row.count > 0) {
        rows.set(key, { ...row, count: row.count - 1 });
      }
    },
    clear: async (key) => void rows.delete(key),
  };
}
