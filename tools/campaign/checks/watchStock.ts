import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../world/world.ts';
import type { Injuries } from './evidence.ts';
import { Books } from './readDatabases.ts';
import { imbalanceOf } from './stockEquation.ts';

const LOOK_MS = 250;
const MOST_KEPT = 20;

export type StockWatch = {
  readonly seen: Injuries['stock'];
  stop(): Promise<void>;
};

/** Looks again and again whether the stock adds up while it is being bought. While the database is away it does not look. */
export async function watchStock({
  mongodbUri,
  databasePrefix,
}: Pick<World, 'mongodbUri' | 'databasePrefix'>): Promise<StockWatch> {
  const books = await Books.open(mongodbUri, databasePrefix);
  const done = new AbortController();
  const seen = { looks: 0, broken: [] as string[] };
  const look = async () => {
    const products = await books.products().catch(() => []);
    seen.looks += products.length;
    const broken = products.flatMap((product) => imbalanceOf(product) ?? []);
    seen.broken.push(...broken.slice(0, MOST_KEPT - seen.broken.length));
  };
  const watching = (async () => {
    for (; !done.signal.aborted; await pause(LOOK_MS, undefined, { signal: done.signal }).catch(() => undefined))
      await look();
  })();
  return {
    seen,
    stop: async () => {
      done.abort();
      await watching;
      await books.close();
    },
  };
}
