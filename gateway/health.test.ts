import { createServer } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Health } from '#kernel/health.ts';
import { listen } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { makeReadiness, watchSubgraphs } from './health.ts';
import { post } from './testing/clients.ts';
import { libraryGateway } from './testing/library.ts';

type Report = { ready: boolean; parts: Record<string, string> };

it('is ready once the whole shop was, and stays so while a subgraph is away', { timeout: 15_000 }, async () => {
  const gateway = await libraryGateway({ waitForSubgraphs: true, startWithout: 'people' });
  onTestFinished(gateway.stop);
  const probe = async () => {
    const response = await fetch(`${gateway.origin}/health/ready`);
    return { status: response.status, ...((await response.json()) as Report) };
  };
  const partsAre = (books: string, people: string) => async () => {
    const { parts } = await probe();
    return parts['subgraph books'] === books && parts['subgraph people'] === people;
  };

  await vi.waitUntil(partsAre('up', 'away'), { timeout: 5_000 });
  expect(await probe()).toMatchObject({ status: 503, ready: false });
  expect((await fetch(`${gateway.origin}/health/live`)).status).toBe(200);

  await gateway.people.start();
  await vi.waitUntil(partsAre('up', 'up'), { timeout: 5_000 });
  expect(await probe()).toMatchObject({ status: 200, ready: true });

  await gateway.people.stop();
  await vi.waitUntil(partsAre('up', 'away'), { timeout: 5_000 });
  expect(await probe()).toMatchObject({ status: 200, ready: true });
});

it('one that stays away hides the rest for a minute, and no longer', () => {
  const clock = { ms: 0 };
  const states: Record<string, string> = { books: 'away', people: 'away' };
  const readiness = makeReadiness(new Health(), { states: () => states }, { waits: true, now: () => clock.ms });

  clock.ms = 500_000;
  expect(readiness.report().ready).toBe(false);
  states['books'] = 'up';
  expect(readiness.report().ready).toBe(false);
  clock.ms += 60_000;
  expect(readiness.report()).toMatchObject({ ready: true, parts: { books: 'up', people: 'away' } });
});

it('is not ready while nothing behind it can be reached', () => {
  const states: Record<string, string> = { books: 'up', people: 'away' };
  const readiness = makeReadiness(new Health(), { states: () => states }, { waits: false });

  expect(readiness.report().ready).toBe(true);
  states['books'] = 'away';
  expect(readiness.report().ready).toBe(false);
  states['books'] = 'not ready';
  expect(readiness.report().ready).toBe(true);
});

it('a subgraph that is away at the start does not keep the rest from being served', async () => {
  const gateway = await libraryGateway({ startWithout: 'people' });
  onTestFinished(gateway.stop);
  const ask = () => post(gateway.url, { query: '{ book(id: "b1") { title author { name } } }' });

  const { data, errors } = await ask();
  expect(data).toEqual({ book: { title: 'Emma', author: { name: null } } });
  expect(errors?.[0]?.extensions).toMatchObject({ reason: 'SUBGRAPH_UNAVAILABLE', service: 'people' });
  expect((await fetch(`${gateway.origin}/health/ready`)).status).toBe(200);

  await gateway.people.start();
  await vi.waitUntil(async () => !(await ask()).errors, { timeout: 5_000 });
});

it('forgets an address that a reload has left out', async () => {
  const server = createServer((_request, response) => response.end());
  onTestFinished(() => void server.close());
  const up = `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0 })}`;
  const away = 'http://127.0.0.1:1';
  let urls = [up, away];
  const scope = testScope('gateway');
  onTestFinished(scope.stop);
  const watched = watchSubgraphs({ urls: () => new Map([['books', urls]]), path: '/health/ready' }, scope);
  await vi.waitUntil(() => watched.isUnfit(away));

  urls = [up];
  await vi.waitUntil(() => !watched.isUnfit(away));
  expect(watched.states()).toEqual({ 'subgraph books': 'up' });
});
