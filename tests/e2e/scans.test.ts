import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Profiled, profiled } from '#testing/profile.ts';
import { DEMO_PASSWORD, freePortBase, type Shop, startShop } from '#testing/shop.ts';
import { runStory } from '#tools/smoke/runStory.ts';
import { fuzz } from '../fuzz/fuzz.ts';

const STORY_MS = 240_000;

let shop: Shop;
let connection: Connection;
beforeAll(async () => {
  const base = await freePortBase();
  shop = await startShop({ PORT_BASE: String(base) });
  connection = await mongoose.createConnection(`mongodb://127.0.0.1:${base + 30}/?replicaSet=bazaar`).asPromise();
}, 120_000);
afterAll(async () => {
  await connection?.close();
  await shop?.dispose();
});

/** Change streams follow the log of the server itself; to count all of a collection is to look at all of it. */
const isMeant = ({ command }: Profiled): boolean =>
  command.startsWith('{"getMore"') || COUNTS_ALL.test(command) || command.includes('"$changeStream"');
const COUNTS_ALL =
  /^{"aggregate":"\w+","pipeline":\[{"\$match":(?:{}|{"\$and":\[{}(?:,{})*]})},{"\$group":{"_id":1,"n":{"\$sum":1}}}]/;

/** Only a search has to sort what it found; reports and counts group first. */
const mustSort = ({ command }: Profiled): boolean => command.includes('"$text"') || command.startsWith('{"aggregate"');

/** What every database of the shop did meanwhile. */
async function everythingDuring(work: () => Promise<unknown>): Promise<Profiled[]> {
  const { databases } = await connection.listDatabases();
  const names = databases.map(({ name }) => name).filter((name) => name.startsWith('bazaar_'));
  const seen: Profiled[] = [];
  const inAll = names.reduce<() => Promise<unknown>>(
    (inner, name) => async () => void seen.push(...(await profiled(connection.useDb(name), inner))),
    work,
  );
  await inAll();
  expect(names.length).toBeGreaterThan(5);
  return seen;
}

it('the whole story, and every operation of the API, find what they want by an index', {
  timeout: STORY_MS,
}, async () => {
  const { url, mailUrl } = shop;
  const seen = await everythingDuring(async () => {
    await runStory({ url, mailUrl, adminPassword: DEMO_PASSWORD, races: 2, print: () => undefined });
    await fuzz({ url, adminPassword: DEMO_PASSWORD, rounds: 1, seed: 4 });
  });

  const tell = (some: readonly Profiled[]) => [
    ...new Set(some.map(({ collection, command }) => `${collection}: ${command.slice(0, 300)}`)),
  ];
  expect(tell(seen.filter((each) => each.plan.includes('COLLSCAN') && !isMeant(each)))).toEqual([]);
  expect(tell(seen.filter((each) => each.sorted && !mustSort(each)))).toEqual([]);
  expect(seen.length).toBeGreaterThan(1_000);
});
