import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { connectionOf, pageOf } from './page.ts';

const paramsOf = (args: Parameters<typeof pageOf>[0]) => {
  try {
    return pageOf(args);
  } catch (error) {
    if (error instanceof AppError && error.reason === 'INVALID_PAGE') return error.reasons.map(({ param }) => param);
    throw error;
  }
};

describe('paging arguments', () => {
  it.each([
    [{}, { size: 20, backwards: false, cursor: undefined }],
    [{ first: 5 }, { size: 5, backwards: false, cursor: undefined }],
    [
      { first: 100, after: 'c' },
      { size: 100, backwards: false, cursor: 'c' },
    ],
    [{ after: 'c' }, { size: 20, backwards: false, cursor: 'c' }],
    [
      { last: 1, before: 'c' },
      { size: 1, backwards: true, cursor: 'c' },
    ],
    [{ last: 3 }, { size: 3, backwards: true, cursor: undefined }],
    [{ before: 'c' }, { size: 20, backwards: true, cursor: 'c' }],
    [
      { first: null, after: null, last: null, before: null },
      { size: 20, backwards: false, cursor: undefined },
    ],
  ])('%o ask for a page', (args, page) => {
    expect(pageOf(args)).toEqual(page);
  });

  it.each([
    [{ first: 0 }, ['first']],
    [{ first: 101 }, ['first']],
    [{ last: -1 }, ['last']],
    [{ first: 1, last: 1 }, ['last']],
    [{ last: 1, after: 'c' }, ['after']],
    [{ first: 1, before: 'c' }, ['before']],
    [{ last: 101, after: 'c', first: 1 }, ['last', 'after', 'last']],
  ])('%o name each argument that is wrong', (args, params) => {
    expect(paramsOf(args)).toEqual(params);
  });
});

describe('a connection', () => {
  const rows = ['a', 'b'].map((cursor) => ({ cursor, node: cursor.toUpperCase() }));
  const infoOf = (backwards: boolean, cursor: string | undefined, hasMore: boolean) =>
    connectionOf({ size: 2, backwards, cursor }, rows, hasMore).pageInfo;

  it('says on both ends whether the list goes on', () => {
    const ends = { startCursor: 'a', endCursor: 'b' };

    expect(infoOf(false, undefined, true)).toEqual({ hasNextPage: true, hasPreviousPage: false, ...ends });
    expect(infoOf(false, 'x', false)).toEqual({ hasNextPage: false, hasPreviousPage: true, ...ends });
    expect(infoOf(true, undefined, true)).toEqual({ hasNextPage: false, hasPreviousPage: true, ...ends });
    expect(infoOf(true, 'x', false)).toEqual({ hasNextPage: true, hasPreviousPage: false, ...ends });
  });

  it('has no cursors where there are no rows', () => {
    const { nodes, edges, pageInfo } = connectionOf({ size: 2, backwards: false, cursor: undefined }, [], false);

    expect({ nodes, edges }).toEqual({ nodes: [], edges: [] });
    expect(pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
  });
});
