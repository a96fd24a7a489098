import { setTimeout as delay } from 'node:timers/promises';
import type { Filters } from './readArguments.ts';
import type { Key, Letter, Shop } from './shop.ts';

/** No shop should have as many. */
const ALL = 100_000;
const LOOK_MS = 500;

export type ReplayOutcome = {
  readonly keys: number;
  readonly letters: number;
  /** What still waits, or waits again, oldest first. */
  readonly failed: readonly Letter[];
  /** Letters, dropped ones included, of which nothing was heard in time: the consumer may be away. */
  readonly unfinished: number;
};

type Options = {
  readonly dryRun: boolean;
  readonly timeoutMs: number;
  readonly onProgress: (line: string) => void;
  readonly lookMs?: number;
};

/** The keys at which a consumer waits, those included whose letters were all dropped. */
export async function waitingKeys(
  shop: Shop,
  wanted: { consumer: string; topic?: string | undefined },
): Promise<Key[]> {
  const open = await openLetters(shop, wanted);
  const keys = new Map(
    open.map(({ consumer, topic, key }) => [nameOf({ consumer, topic, key }), { consumer, topic, key }]),
  );
  return [...keys.values()].toReversed(); // the list begins with the newest
}

/** Replays keys one after the other, and waits until it is known what became of them. */
export async function replayKeys(shop: Shop, keys: readonly Key[], options: Options): Promise<ReplayOutcome> {
  const { dryRun, onProgress } = options;
  let letters = 0;
  for (const [index, key] of keys.entries()) {
    letters += (await shop.replay(key, dryRun)).length;
    onProgress(`${index + 1} of ${keys.length} keys sent, ${letters} letters`);
  }
  if (dryRun || keys.length === 0) return { keys: keys.length, letters, failed: [], unfinished: 0 };
  const unfinished = await settledLetters(shop, keys, options);
  const failed = (await lettersOf(shop, keys)).filter(isParked);
  return { keys: keys.length, letters, failed: failed.toReversed(), unfinished };
}

/** Waits while letters get fewer. @returns how many are still under way. */
async function settledLetters(shop: Shop, keys: readonly Key[], options: Options): Promise<number> {
  const { timeoutMs, onProgress, lookMs = LOOK_MS } = options;
  let least = Number.POSITIVE_INFINITY;
  for (let heardAt = performance.now(); performance.now() - heardAt < timeoutMs; ) {
    const { length } = underWay(await lettersOf(shop, keys));
    if (length === 0) return 0;
    if (length < least) heardAt = performance.now();
    least = Math.min(least, length);
    onProgress(`${length} letters are under way`);
    await delay(lookMs);
  }
  return least;
}

const isParked = ({ status }: Letter): boolean => status === 'PARKED';

/** A dropped letter counts until its key flows, unless a parked one holds the key. */
function underWay(open: readonly Letter[]): Letter[] {
  const blocked = new Set(open.filter(isParked).map(nameOf));
  return open.filter(
    (each) => each.status === 'REPLAYING' || (each.status === 'DROPPED' && !blocked.has(nameOf(each))),
  );
}

async function lettersOf(shop: Shop, keys: readonly Key[]): Promise<Letter[]> {
  const names = new Set(keys.map(nameOf));
  const consumers = new Set(keys.map(({ consumer }) => consumer));
  const key = keys.length === 1 ? keys[0]?.key : undefined;
  const lists = await Promise.all([...consumers].map((consumer) => openLetters(shop, { consumer, key })));
  return lists.flat().filter((letter) => names.has(nameOf(letter)));
}

/** Newest first. */
async function openLetters(shop: Shop, wanted: Filters): Promise<Letter[]> {
  const { letters } = await shop.list({ ...wanted, statuses: ['PARKED', 'REPLAYING', 'DROPPED'] }, ALL);
  return letters.filter(({ settledAt }) => settledAt === null);
}

const nameOf = ({ consumer, topic, key }: Key): string => JSON.stringify([consumer, topic, key]);
