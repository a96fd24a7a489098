import mongoose, { type Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import type { Page } from '../graphql/page.ts';
import { findPage, type SortKeys } from './findPage.ts';
import { type Mongo, openMongo } from './mongo.ts';

type Row = { _id: string; group: string; rank: number | null; at: Date };

const schema = new mongoose.Schema<Row>({ _id: String, group: String, rank: Number, at: Date }, { versionKey: false });
schema.index({ group: 1, at: -1, _id: 1 });

const NEWEST: SortKeys = [
  ['at', -1],
  ['_id', 1],
];
const RANKED: SortKeys = [
  ['rank', 1],
  ['_id', -1],
];
const hour = (n: number) => new Date(Date.UTC(2030, 0, 1, n));

let mongo: Mongo;
let model: Model<Row>;
beforeAll(async () => {
  const { uri, prefix } = testMongo();
  const { logger } = testScope();
  mongo = await openMongo({ uri, database: `${prefix}_pages`, appName: 'pages', logger, timeoutMs: 5_000 });
  model = mongo.connection.model<Row>('Row', schema, 'rows');
  await model.createIndexes();
});
afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

/** Rows in a group of their own, three to an hour, so that the sort key alone doesn't tell them apart. */
async function group(name: string, count: number) {
  const rows = Array.from({ length: count }, (_row, index) => ({
    _id: `${name}-${String(index).padStart(2, '0')}`,
    group: name,
    rank: index % 2 ? index : 0,
    at: hour(Math.floor(index / 3)),
  }));
  await model.insertMany(rows);
  const read = async (page: Partial<Page>, sort = NEWEST) =>
    findPage(model, { group: name }, sort, { size: 4, backwards: false, cursor: undefined, ...page });
  /** Every page, one way. */
  const walk = async (backwards: boolean, sort = NEWEST) => {
    const pages: string[][] = [];
    for (let cursor: string | undefined; ; ) {
      const { nodes, pageInfo } = await read({ backwards, cursor }, sort);
      pages.push(nodes.map(({ _id }) => _id));
      const next = backwards ? pageInfo.startCursor : pageInfo.endCursor;
      if (!next || !(backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return pages;
      cursor = next;
    }
  };
  return { rows, read, walk };
}

describe('a list by pages', () => {
  it('shows every row once, in order, and the same backwards', async () => {
    const { rows, walk } = await group('walk', 11);
    const ordered = rows.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a._id < b._id ? -1 : 1));
    const ids = ordered.map(({ _id }) => _id);

    const forwards = await walk(false);
    const backwards = await walk(true);

    expect(forwards.map((page) => page.length)).toEqual([4, 4, 3]);
    expect(forwards.flat()).toEqual(ids);
    expect(backwards.toReversed().flat()).toEqual(ids);
  });

  it('shows rows with equal keys once, in either direction of the last key', async () => {
    const { rows, walk } = await group('equal', 9);

    const pages = await walk(false, RANKED);

    expect(pages.flat().toSorted()).toEqual(rows.map(({ _id }) => _id));
    expect(pages.flat().slice(0, 5)).toEqual(['equal-08', 'equal-06', 'equal-04', 'equal-02', 'equal-00']);
  });

  it('stays stable while rows come and go around the reader', async () => {
    const { read } = await group('moving', 8);
    const first = await read({});
    await model.insertMany([{ _id: 'moving-new', group: 'moving', rank: 1, at: hour(99) }]);
    await model.deleteOne({ _id: first.nodes[3]?._id ?? '' });

    const second = await read({ cursor: first.pageInfo.endCursor ?? '' });

    expect(second.nodes).toHaveLength(4);
    expect(new Set([...first.nodes, ...second.nodes].map(({ _id }) => _id)).size).toBe(8);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('is empty beyond its end and for a filter that fits nothing', async () => {
    const { read } = await group('end', 4);
    const only = await read({});

    expect(only.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect((await read({ cursor: only.pageInfo.endCursor ?? '' })).nodes).toEqual([]);
    expect(
      (await findPage(model, { group: 'none' }, NEWEST, { size: 4, backwards: false, cursor: undefined })).edges,
    ).toEqual([]);
  });

  it('pages by a field that only the query has', async () => {
    await group('computed', 7);
    const sort: SortKeys = [
      ['distance', 1],
      ['_id', 1],
    ];
    const distance = { $abs: { $subtract: ['$rank', 3] } };
    const page = (cursor: string | undefined, backwards = false) =>
      findPage(model, { group: 'computed' }, sort, { size: 3, backwards, cursor }, { distance });

    const first = await page(undefined);
    const second = await page(first.pageInfo.endCursor ?? '');
    const back = await page(second.pageInfo.startCursor ?? '', true);

    const ids = [...first.nodes, ...second.nodes].map(({ _id }) => _id.slice(-2));
    expect(ids).toEqual(['03', '01', '05', '00', '02', '04']);
    expect(back.nodes).toEqual(first.nodes);
  });

  const forged = (text: string) => Buffer.from(text).toString('base64url');
  it.each([
    ['no cursor at all', 'hello'],
    ['no JSON', forged('{')],
    ['a text', forged('"at,_id"')],
    ['short of a value', forged('{"at":"a"}')],
    ['an operator', forged('{"at":{"$gt":""},"_id":"a"}')],
    ['a pattern', forged('{"at":{"$regularExpression":{"pattern":".*","options":""}},"_id":"a"}')],
    ['of a list in another order', forged('{"rank":1,"_id":"a"}')],
    ['of another type', forged('{"at":"soon","_id":"a"}')],
    ['nothing', ''],
  ])('refuses a cursor that is %s', async (_what, cursor) => {
    const { read } = await group(`forged-${cursor}`, 1);
    const invalid = (param: string) =>
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_PAGE',
        reasons: [expect.objectContaining({ param })],
      });

    await expect(read({ cursor })).rejects.toThrow(invalid('after'));
    await expect(read({ cursor, backwards: true })).rejects.toThrow(invalid('before'));
  });

  it('reads no more of its index on a late page than on the first', async () => {
    const { rows } = await group('long', 99);
    const last = rows[2];
    if (!last) throw new Error('99 rows');
    const cursor = forged(JSON.stringify({ at: { $date: last.at.toISOString() }, _id: 'long-00' }));
    const { db } = mongo.connection;
    await db?.command({ profile: 2 });
    await findPage(model, { group: 'long' }, NEWEST, { size: 1, backwards: false, cursor });
    await db?.command({ profile: 0 });

    const [query] = (await db?.collection('system.profile').find({ ns: /rows$/ }).sort({ ts: -1 }).toArray()) ?? [];

    expect(query).toMatchObject({ planSummary: expect.stringContaining('IXSCAN'), nreturned: 2 });
    expect(query?.['keysExamined']).toBeLessThan(8);
  });
});
