import { describe, expect, it } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import { readSubgraphError, unavailable } from '../execution/errors.ts';
import type { FetchRequest, SubgraphAnswer } from '../execution/subgraphClient.ts';
import type { Addresses } from './addresses.ts';
import { defaultResilience, guardCalls, type ResilienceSettings } from './guardCalls.ts';
import { callStates } from './showCalls.ts';

const away: SubgraphAnswer = { data: null, errors: [unavailable('users')] };
const good: SubgraphAnswer = { data: { me: 1 } };
const refused: SubgraphAnswer = {
  data: null,
  errors: [readSubgraphError({ message: 'm', extensions: { code: 'UNAVAILABLE', service: 'x' } })],
};
const where = { service: 'users', url: 'http://users', headers: {} };

/** Calls to a subgraph that answers what it is told to. */
function calling(
  given: Partial<ResilienceSettings> = {},
  urls?: (now: () => number) => ReadonlyMap<string, Addresses>,
) {
  const clock = { ms: 0 };
  const subgraph: { asked: number; answer: () => SubgraphAnswer | Promise<SubgraphAnswer> } = {
    asked: 0,
    answer: () => good,
  };
  const settings = { ...defaultResilience, retryShare: 0, failures: 3, openMs: 100, ...given };
  const guarded = guardCalls(
    async () => {
      subgraph.asked += 1;
      return subgraph.answer();
    },
    { settings, logger: testScope().logger, now: () => clock.ms, ...(urls && { addresses: urls(() => clock.ms) }) },
  );
  const ask = (kind: FetchRequest['kind'] = 'mutation') => guarded.call(where, { body: '{}', kind });
  return { subgraph, clock, ask, state: () => callStates(guarded)['calls to users'] };
}

describe('a subgraph that is away', () => {
  it('is left alone after some failures in a row, tried after a pause, and asked again when it is back', async () => {
    const { subgraph, clock, ask, state } = calling();
    subgraph.answer = () => away;
    for (let i = 0; i < 5; i++) expect(await ask()).toEqual(away);
    expect([subgraph.asked, state()]).toEqual([3, 'held back (open)']);

    clock.ms = 101;
    await Promise.all([ask(), ask()]);
    expect([subgraph.asked, state()]).toEqual([4, 'held back (open)']);

    clock.ms = 250;
    await ask();
    expect(subgraph.asked).toBe(4);
    clock.ms = 302;
    subgraph.answer = () => good;
    expect(await ask()).toEqual(good);
    expect([await ask(), state()]).toEqual([good, 'up']);
  });

  it('is not one that answers with errors of its own', async () => {
    const { subgraph, ask, state } = calling();
    subgraph.answer = () => refused;
    for (let i = 0; i < 5; i++) await ask();
    expect([subgraph.asked, state()]).toEqual([5, 'up']);
  });

  it('is asked once more for queries, never for mutations, and only for a share of all calls', async () => {
    const { subgraph, ask } = calling({ retryShare: 0.1, failures: 100 });
    subgraph.answer = () => away;
    await ask('mutation');
    expect(subgraph.asked).toBe(1);
    await ask('query');
    expect(subgraph.asked).toBe(3);
    for (let i = 0; i < 5; i++) await ask('query');
    expect(subgraph.asked).toBe(8);
  });
});

it('a subgraph that is slow does not get more than its share of calls at a time', async () => {
  const { subgraph, ask } = calling({ concurrent: 2 });
  const { promise, resolve } = Promise.withResolvers<SubgraphAnswer>();
  subgraph.answer = () => promise;
  const slow = [ask(), ask()];
  expect(await ask()).toEqual(away);
  resolve(good);
  expect(await Promise.all(slow)).toEqual([good, good]);
  expect(await ask()).toEqual(good);
});
