import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './outcome.ts';
import { runCampaign } from './runCampaign.ts';
import { baseOptions } from './testing/baseOptions.ts';
import { fakeParts, fakeWorld } from './testing/fakeWorld.ts';
import type { Finding, Scenario } from './types.ts';

const scenarioOf = (run: Scenario['run'], name = 'a'): Scenario => ({ name, about: '', rounds: { full: 1 }, run });
const legOf = (...scenarios: Scenario[]) => ({
  name: scenarios.map(({ name }) => name).join(),
  planned: scenarios.map((scenario) => ({ scenario, rounds: 1 })),
});
const kill = scenarioOf(({ world, inflict }) =>
  inflict({ kind: 'kill', target: 'orders' }, () => world.kill('orders')),
);
const kept: Finding = { promise: 'V4', check: 'stock-equation', looked: 3, broken: [] };

function run(legs: ReturnType<typeof legOf>[], findings: readonly Finding[] = [kept], abort = new AbortController()) {
  const { world, done } = fakeWorld();
  const campaign = runCampaign(legs, fakeParts(world, findings), { ...baseOptions, signal: abort.signal });
  return campaign.then((record) => ({ record, done, exitCode: exitCodeOf(record) }));
}

describe('a campaign', () => {
  it('notes each fault with how long recovery took, and ends the shop', async () => {
    const { record, done, exitCode } = await run([legOf(kill)]);

    expect(record.legs[0]?.faults).toMatchObject([{ kind: 'kill', target: 'orders', recoveryMs: 1_000 }]);
    expect(done).toEqual(['kill orders', 'disposed']);
    expect(exitCode).toBe(0);
  });

  it('is lost when a check finds something broken', async () => {
    const { exitCode } = await run([legOf(kill)], [{ ...kept, broken: ['a unit was sold twice'] }]);

    expect(exitCode).toBe(1);
  });

  it('keeps the logs of a shop that broke a promise, while they are there, and no others', async () => {
    const { world, done } = fakeWorld();
    const keepLogs = async (leg: string) => void done.push(`logs of ${leg}`);
    const options = { ...baseOptions, signal: new AbortController().signal, keepLogs };

    await runCampaign([legOf(kill)], fakeParts(world, [{ ...kept, broken: ['a unit was sold twice'] }]), options);
    await runCampaign([legOf(kill)], fakeParts(world, [kept]), options);

    expect(done).toEqual(['kill orders', 'logs of a', 'disposed', 'kill orders', 'disposed']);
  });

  it('is lost when a scenario can not do what it should, and goes on with the next', async () => {
    const broken = scenarioOf(() => Promise.reject(new Error('orders does not come back')), 'broken');
    const { record, done, exitCode } = await run([legOf(broken, kill)]);

    expect(record.legs[0]?.scenarios[0]?.error).toBe('orders does not come back');
    expect(done).toContain('kill orders');
    expect(exitCode).toBe(1);
  });

  it('that is interrupted ends the shop at once, whatever is being done to it', async () => {
    const abort = new AbortController();
    const endless = scenarioOf(() => {
      abort.abort(new Error('interrupted'));
      return new Promise(() => undefined);
    });
    const { record, done, exitCode } = await run([legOf(endless), legOf(kill)], [kept], abort);

    expect(record.isInterrupted).toBe(true);
    expect(done).toEqual(['disposed']);
    expect(exitCode).toBe(130);
  });

  it('says what it had no time for', async () => {
    const { world, done } = fakeWorld();
    const options = {
      ...baseOptions,
      pace: { ...baseOptions.pace, latestMs: -1 },
      signal: new AbortController().signal,
    };
    const record = await runCampaign([legOf(kill)], fakeParts(world), options);

    expect(done).toEqual(['disposed']);
    expect(record.legs[0]?.scenarios).toMatchObject([{ name: 'a', leftOut: true }]);
  });

  it('that is resumed leaves out what has been checked', async () => {
    const { world, done } = fakeWorld();
    const first = await run([legOf(kill)]);
    const signal = new AbortController().signal;
    const options = { ...baseOptions, signal, earlier: first.record.legs };
    const other = scenarioOf(async ({ world: { kill: end } }) => void (await end('users')), 'b');
    const record = await runCampaign([legOf(kill), legOf(other)], fakeParts(world), options);

    expect(done).toEqual(['kill users', 'disposed']);
    expect(record.legs.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('tries again what an earlier run could not try', async () => {
    const first = await run([legOf(kill)]);
    const { world, done } = fakeWorld();
    const earlier = first.record.legs.map((leg) => ({ ...leg, error: 'no MongoDB' }));
    const record = await runCampaign([legOf(kill)], fakeParts(world), { ...baseOptions, earlier });

    expect(done).toEqual(['kill orders', 'disposed']);
    expect(record.legs).toMatchObject([{ name: 'a', faults: [{ kind: 'kill' }] }]);
    expect(record.legs[0]?.error).toBeUndefined();
  });

  it('whose shop does not start says so, and goes on with the next', async () => {
    const { world } = fakeWorld();
    const worlds = [undefined, world];
    const openWorld = async () => {
      const next = worlds.shift();
      if (next) return next;
      throw new Error('no MongoDB');
    };
    const parts = { ...fakeParts(world, [kept]), openWorld };
    const record = await runCampaign([legOf(kill), legOf(scenarioOf(async () => undefined, 'b'))], parts, baseOptions);

    expect(record.legs).toMatchObject([
      { name: 'a', error: 'no MongoDB' },
      { name: 'b', findings: [kept, {}, {}, {}, {}] },
    ]);
    expect(exitCodeOf(record)).toBe(3);
  });

  it('whose books can not be read keeps the logs, and ends the shop', async () => {
    const { world, done } = fakeWorld();
    const check = () => Promise.reject(new Error('the books are away'));
    const keepLogs = async (leg: string) => void done.push(`logs of ${leg}`);
    const record = await runCampaign([legOf(kill)], { ...fakeParts(world), check }, { ...baseOptions, keepLogs });

    expect(record.legs).toMatchObject([{ name: 'a', error: 'the books are away' }]);
    expect(done).toEqual(['kill orders', 'logs of a', 'disposed']);
  });

  it('keeps what it found where logs can not be kept', async () => {
    const { world, done } = fakeWorld();
    const found = { ...kept, broken: ['a unit was sold twice'] };
    const keepLogs = () => Promise.reject(new Error('the disk is full'));
    const record = await runCampaign([legOf(kill)], fakeParts(world, [found]), { ...baseOptions, keepLogs });

    expect(record.legs[0]?.findings).toContainEqual(found);
    expect(record.legs[0]?.error).toBe('the disk is full');
    expect(done).toContain('disposed');
  });
});
