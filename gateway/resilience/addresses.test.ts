import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { overWebSocket, post } from '../testing/clients.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';
import { type TestSubgraph, testSubgraph } from '../testing/testSubgraph.ts';
import { Addresses, makeTakeAddress } from './addresses.ts';
import { defaultResilience, type ResilienceSettings } from './guardCalls.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12")
  type Query { who: String } type Mutation { touch: String }`;

const started: TestSubgraph[] = [];
afterEach(() => Promise.all(started.splice(0).map((subgraph) => subgraph.stop())));

async function replica(who: string): Promise<TestSubgraph> {
  const subgraph = await testSubgraph('twins', SDL, { Query: { who: () => who }, Mutation: { touch: () => who } });
  started.push(subgraph);
  return subgraph;
}

const PAUSE_MS = 2_000;

/** One subgraph at two addresses. */
async function twins(given: Partial<ResilienceSettings> = {}, subgraphHealthPath?: string) {
  const [a, b] = await Promise.all([replica('a'), replica('b')]);
  const gateway = await gatewayOver([a], {
    subgraphUrls: { twins: [a.url, b.url] },
    subgraphHealthPath,
    resilience: { ...defaultResilience, ejectAfter: 2, ejectMs: PAUSE_MS, retryShare: 0, ...given },
  });
  onTestFinished(gateway.stop);
  const ask = async (query: string) => (await post(gateway.url, { query })).data;
  const askTimes = async (count: number, query = '{ who }') => {
    const answers: unknown[] = [];
    for (let nth = 0; nth < count; nth++) answers.push(await ask(query));
    return answers.map((data) => Object.values(data ?? {})[0]);
  };
  const health = async () => {
    const response = await fetch(`${gateway.origin}/health/ready`);
    return { status: response.status, ...((await response.json()) as { parts: Record<string, string> }) };
  };
  return { a, b, askTimes, health, metrics: () => gateway.scope.metrics.text() };
}

describe('a subgraph with two addresses', { timeout: 30_000 }, () => {
  it('is asked at both in turn, for mutations too', async () => {
    const { askTimes } = await twins();
    expect(await askTimes(4)).toEqual(['a', 'b', 'a', 'b']);
    expect(await askTimes(2, 'mutation { touch }')).toEqual(['a', 'b']);
  });

  it('answers every query while one of them is away, which is left out and comes back', async () => {
    const { a, askTimes, health, metrics } = await twins();
    await a.stop();
    expect(await askTimes(6)).toEqual(['b', 'b', 'b', 'b', 'b', 'b']);
    expect((await health()).parts).toMatchObject({ 'calls to twins': 'up without address 1 of 2' });
    const { host } = new URL(a.url);
    expect(await metrics()).toMatch(new RegExp(`bazaar_subgraph_address_out{.*address="${host}"} 1`));
    expect(await metrics()).toMatch(/bazaar_subgraph_retries_total{.*subgraph="twins"} [2-9]/);
    // What is left out is not even tried by a mutation, which could not be sent twice.
    expect(await askTimes(2, 'mutation { touch }')).toEqual(['b', 'b']);

    await a.start();
    await vi.waitUntil(async () => (await askTimes(2)).includes('a'), { timeout: 15_000 });
    expect((await health()).parts).toMatchObject({ 'calls to twins': 'up' });
  });

  it('is not asked where it says that it can not serve', async () => {
    const { a, askTimes, health } = await twins({ ejectAfter: 1_000 }, '/health/ready');
    expect(await askTimes(2)).toEqual(['a', 'b']);
    await a.stop();
    await vi.waitUntil(async () => (await health()).parts['calls to twins'] === 'up without address 1 of 2', {
      timeout: 10_000,
    });
    expect(await askTimes(3, 'mutation { touch }')).toEqual(['b', 'b', 'b']);

    await a.start();
    await vi.waitUntil(async () => (await askTimes(2, 'mutation { touch }')).includes('a'), { timeout: 10_000 });
  });

  it('is never left out altogether', async () => {
    const { a, b, askTimes, health } = await twins({ failures: 1_000 }, '/health/ready');
    await Promise.all([a.stop(), b.stop()]);
    expect(await askTimes(8)).toEqual(Array(8).fill(null));
    expect((await health()).parts['calls to twins']).toMatch(/^up without address [12] of 2$/);
    await vi.waitUntil(async () => (await health()).status === 503, { timeout: 10_000 });

    await Promise.all([a.start(), b.start()]);
    await vi.waitUntil(async () => (await health()).status === 200, { timeout: 10_000 });
    expect(await askTimes(2)).not.toContain(null);
  });
});

describe('what is no call', { timeout: 30_000 }, () => {
  it('goes to an address that is in, and its ending counts as that of a call', () => {
    const two = new Addresses(['a', 'b'], { ejectAfter: 2, ejectMs: 100 }, { now: () => 0, isUnfit: () => false });
    const take = makeTakeAddress(new Map([['files', two]]));
    const files = () => take('files');
    expect([files()?.url, files()?.url]).toEqual(['a', 'b']);
    for (let nth = 0; nth < 4; nth++) {
      const taken = files();
      taken?.ended(taken.url === 'a' ? 'failed' : 'succeeded');
    }
    expect([files()?.url, files()?.url]).toEqual(['b', 'b']);
    expect(take('orders')).toBeUndefined();
  });

  it.each(['sockets', 'event streams'] as const)('a subscription over %s begins at another address', async (over) => {
    const [a, b] = await Promise.all(['a', 'b'].map((who) => ticking(who, over)));
    if (!a || !b) throw new Error('two were asked for');
    const subgraphUrls = { twins: [a.url, b.url] };
    const gateway = await gatewayOver([a], { subgraphUrls });
    onTestFinished(gateway.stop);
    const first = async () => {
      const { received, ended } = overWebSocket(gateway.url, { query: 'subscription { ticks }' });
      await ended;
      return received[0];
    };
    expect([await first(), await first()]).toContainEqual({ data: { ticks: 'a' } });
    await a.stop();
    // Nobody has called it since: only the streams can tell.
    for (let nth = 0; nth < 4; nth++) expect(await first()).toEqual({ data: { ticks: 'b' } });
  });
});

async function ticking(who: string, over: 'sockets' | 'event streams'): Promise<TestSubgraph> {
  const sdl = `${SDL.replace('type Query', 'type Subscription { ticks: String } type Query')}`;
  async function* ticks() {
    yield { ticks: who };
  }
  const subgraph = await testSubgraph('twins', sdl, { Subscription: { ticks: { subscribe: ticks } } }, { over });
  started.push(subgraph);
  return subgraph;
}

describe('an address that is left out', () => {
  const settings = { ejectAfter: 1, ejectMs: 100 };

  it('is tried by one query after a pause, which grows', () => {
    const clock = { ms: 0 };
    const two = new Addresses(['a', 'b'], settings, { now: () => clock.ms, isUnfit: () => false });
    const takeTwo = () => [two.take('query'), two.take('query')];
    two.ended('a', 'failed');
    expect(takeTwo()).toEqual(['b', 'b']);
    clock.ms = 101;
    expect([two.take('mutation'), two.take('query'), two.take('query')]).toEqual(['b', 'a', 'b']);
    two.ended('a', 'failed');
    clock.ms = 250;
    expect(takeTwo()).toEqual(['b', 'b']);
    clock.ms = 302;
    expect(takeTwo()).toContain('a');
    two.ended('a', 'succeeded');
    expect(takeTwo().sort()).toEqual(['a', 'b']);
  });

  it('is tried by a mutation only where no query comes for long', () => {
    const clock = { ms: 0 };
    const two = new Addresses(['a', 'b'], settings, { now: () => clock.ms, isUnfit: () => false });
    two.ended('a', 'failed');
    clock.ms = 1_699;
    expect([two.take('mutation'), two.take('mutation')]).toEqual(['b', 'b']);
    clock.ms = 1_700;
    expect([two.take('mutation'), two.take('mutation')]).toContain('a');
  });

  it('gives no stream, as long as another is in', () => {
    const two = new Addresses(['a', 'b'], settings, { now: () => 0, isUnfit: () => false });
    const places = [two.newPlace(), two.newPlace()];
    expect(places.map((place) => two.from(place)).sort()).toEqual(['a', 'b']);
    two.ended('a', 'failed');
    expect(places.map((place) => two.from(place))).toEqual(['b', 'b']);
    // Nobody could say which of them is to blame.
    two.ended('b', 'failed');
    expect(two.from(0)).toBe('b');
  });
});
