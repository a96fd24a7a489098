import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { TIME_LEFT_HEADER } from '#kernel/deadline.ts';
import type { GatewayOptions } from '../server.ts';
import { post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { testSubgraph } from '../testing/testSubgraph.ts';
import { defaultResilience } from './guardCalls.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])';
const TRIPS = `${LINK} type Query { trip: Trip } type Mutation { book: Int } type Trip @key(fields: "id") { id: ID! }`;
const WEATHER = `${LINK} type Mutation { order: Int } type Trip @key(fields: "id") { id: ID!, degrees: Int }`;

let gate = Promise.withResolvers<void>();
beforeEach(() => {
  gate = Promise.withResolvers();
});

/** Weather answers once `gate` is open, but for orders. */
async function trips(given: Partial<GatewayOptions> = {}) {
  const waiting = () => gate.promise.then(() => 21);
  const subgraphs = await Promise.all([
    testSubgraph('trips', TRIPS, { Query: { trip: () => ({ id: 't1' }) }, Mutation: { book: waiting } }),
    testSubgraph('weather', WEATHER, { Trip: { degrees: waiting }, Mutation: { order: () => 1 } }),
  ]);
  const gateway = await gatewayOver(subgraphs, given);
  onTestFinished(gateway.stop);
  const [, weather] = subgraphs;
  const ask = (query: string, headers?: Record<string, string>) => post(gateway.url, { query }, headers);
  const told = () => subgraphs.map(({ seen }) => Number(seen.at(-1)?.[TIME_LEFT_HEADER]));
  return { ask, told, weather };
}

const DEGREES = '{ trip { degrees } }';

describe('how long a subgraph may take', () => {
  it('is told to it, and the most specific setting counts', async () => {
    gate.resolve();
    const { ask, told } = await trips({
      subgraphTimeoutMs: 5_000,
      deadlines: { subgraphMs: { weather: 7_000 }, operationMs: { Slow: 60_000 } },
    });

    await ask(DEGREES);
    expect(told()).toEqual([5_000, 7_000]);
    await ask(`query Slow ${DEGREES}`);
    const [first = 0, second = 0] = told();
    expect(first).toBeGreaterThan(50_000);
    // What the first call took is gone.
    expect(second).toBeLessThan(first);
    await ask(`query constructor ${DEGREES}`);
    expect(told()).toEqual([5_000, 7_000]);
  });

  it('is not for clients to say', async () => {
    gate.resolve();
    const { ask, told } = await trips();
    const { data } = await ask(DEGREES, { [TIME_LEFT_HEADER]: '0' });
    expect(data).toEqual({ trip: { degrees: 21 } });
    expect(told()).toEqual([5_000, 5_000]);
  });
});

describe('an operation with a deadline', () => {
  it('has what was there in time, and does not hold back a subgraph that others have time for', async () => {
    const { ask } = await trips({
      deadlines: { operationMs: { Hasty: 800 } },
      resilience: { ...defaultResilience, failures: 1, openMs: 60_000 },
    });

    const { data, errors } = await ask(`query Hasty ${DEGREES}`);
    expect(data).toEqual({ trip: { degrees: null } });
    expect(errors?.[0]).toMatchObject({
      path: ['trip'],
      extensions: { code: 'UNAVAILABLE', reason: 'DEADLINE_EXCEEDED', service: 'weather', retryable: true },
    });
    gate.resolve();
    expect((await ask(DEGREES)).data).toEqual({ trip: { degrees: 21 } });
  });

  it('begins no further step when its time is over', async () => {
    const { ask, weather } = await trips({ deadlines: { operationMs: { Hasty: 50 } } });
    const { data, errors } = await ask('mutation Hasty { book order }');
    expect(data).toEqual({ book: null, order: null });
    expect(errors?.map(({ extensions }) => extensions?.['reason'])).toEqual(['DEADLINE_EXCEEDED', 'DEADLINE_EXCEEDED']);
    expect(weather.asked).toEqual([]);
  });

  it('does not share what it asks with those who began at another time', async () => {
    const { ask, weather } = await trips({ deadlines: { operationMs: { Hasty: 5_000 } } });
    const askBoth = (name: string) => [
      ask(`query ${name} { trip { degrees } }`),
      ask(`query ${name} { trip { id degrees } }`),
    ];
    const all = [...askBoth('Usual'), ...askBoth('Hasty')];
    await vi.waitUntil(() => weather.asked.length >= 3);
    gate.resolve();
    for (const { data } of await Promise.all(all)) expect(data).toMatchObject({ trip: { degrees: 21 } });
    expect(weather.asked.filter((text) => text.includes('Hasty'))).toHaveLength(2);
    expect(weather.asked.filter((text) => text.includes('Usual'))).toHaveLength(1);
  });
});

it('equal queries share nothing where that is switched off', async () => {
  const { ask, weather } = await trips({ deduplicate: false });
  const all = [ask(DEGREES), ask(DEGREES)];
  await vi.waitUntil(() => weather.asked.length === 2);
  gate.resolve();
  await Promise.all(all);
});
