import { LRUCache } from 'lru-cache';

type Options<Value> = {
  /** How many values are kept; the one not asked for longest goes first. */
  readonly max: number;
  /** How long a value is served without being read again, in milliseconds: the bound when a drop is never heard of. */
  readonly ttlMs?: number;
  /** In the order of `keys`, each of them once; undefined for what does not exist. */
  readonly load: (keys: readonly string[]) => Promise<readonly (Value | undefined)[]>;
  /** Milliseconds from any fixed moment; real time by default. */
  readonly now?: () => number;
};

export type ReadCache<Value> = {
  load(key: string): Promise<Value | undefined>;
  /** In the order of `keys`; what is not kept is read in one go. @throws whatever the loader throws. */
  loadMany(keys: readonly string[]): Promise<(Value | undefined)[]>;
  /** The value has changed. What is being read at this moment may be the old one: it is not kept, nor handed to others. */
  drop(key: string): void;
  clear(): void;
};

const FIVE_MINUTES_MS = 300_000;

/**
 * Values by key in front of the database, for reads that may be a moment old; never for decisions. Whoever hears of a
 * change calls `drop`. Callers who ask for one key while it is read share that read. What does not exist, and a read that
 * failed, is asked for anew each time.
 */
export function makeReadCache<Value extends object>({
  max,
  ttlMs = FIVE_MINUTES_MS,
  load,
  now = () => performance.now(),
}: Options<Value>): ReadCache<Value> {
  const kept = new LRUCache<string, Value>({ max, ttl: ttlMs, ttlResolution: 0, perf: { now } });
  /** The newest read of each key that no drop has overtaken. */
  const running = new Map<string, Promise<Value | undefined>>();

  const read = (keys: readonly string[]): void => {
    const all = load(keys);
    keys.forEach((key, index) => {
      const one = all.then(
        (values) => {
          const value = values[index];
          const isOvertaken = running.get(key) !== one;
          if (!isOvertaken) running.delete(key);
          if (!isOvertaken && value !== undefined) kept.set(key, value);
          return value;
        },
        (error: unknown) => {
          if (running.get(key) === one) running.delete(key);
          throw error;
        },
      );
      running.set(key, one);
    });
  };

  const loadMany = (keys: readonly string[]): Promise<(Value | undefined)[]> => {
    const found = new Map(keys.map((key) => [key, kept.get(key)]));
    const missing = [...found].filter(([key, value]) => value === undefined && !running.has(key));
    if (missing.length > 0) read(missing.map(([key]) => key));
    return Promise.all(keys.map((key) => found.get(key) ?? running.get(key)));
  };

  return {
    load: async (key) => (await loadMany([key]))[0],
    loadMany,
    drop: (key) => {
      kept.delete(key);
      running.delete(key);
    },
    clear: () => {
      kept.clear();
      running.clear();
    },
  };
}
