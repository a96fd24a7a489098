import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openMongo } from './mongo.ts';
import { openMovableClock } from './movableClock.ts';

const HOUR_MS = 3_600_000;
type Shop = ReturnType<typeof testMongo>;

/** Each call stands for a process of its own: another connection, another scope. */
async function clockIn({ uri, prefix }: Shop, { movable = true } = {}) {
  const scope = testScope();
  onTestFinished(() => scope.stop());
  const options = { uri, database: `${prefix}_orders`, appName: 'clock', logger: scope.logger, timeoutMs: 5_000 };
  const mongo = await openMongo(options);
  scope.onStop(() => mongo.close());
  return openMovableClock({ mongo, prefix, movable }, scope);
}

/** How far the clock is from real time, in whole hours. */
const hoursAhead = (clock: { now(): Date }) => Math.round((clock.now().getTime() - Date.now()) / HOUR_MS);

describe('the movable clock', () => {
  it('shows real time until it is moved', async () => {
    const clock = await clockIn(testMongo());

    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  it('moves for the process that moves it at once, and for the others soon', async () => {
    const shop = testMongo();
    const [mine, other] = [await clockIn(shop), await clockIn(shop)];

    const now = await mine.advance(2 * HOUR_MS);

    expect(Math.round((now.getTime() - Date.now()) / HOUR_MS)).toBe(2);
    expect(hoursAhead(mine)).toBe(2);
    await vi.waitFor(() => expect(hoursAhead(other)).toBe(2), { timeout: 5_000 });
  });

  it('adds up what several processes move at the same time', async () => {
    const shop = testMongo();
    const clocks = [await clockIn(shop), await clockIn(shop)];

    await Promise.all(clocks.flatMap((clock) => [clock.advance(HOUR_MS), clock.advance(HOUR_MS)]));

    await vi.waitFor(() => expect(clocks.map(hoursAhead)).toEqual([4, 4]), { timeout: 5_000 });
  });

  it('is where the shop left it when a process starts', async () => {
    const shop = testMongo();
    await (await clockIn(shop)).advance(3 * HOUR_MS);

    expect(hoursAhead(await clockIn(shop))).toBe(3);
  });

  it('can not be moved in production, and ignores what was moved before', async () => {
    const shop = testMongo();
    await (await clockIn(shop)).advance(HOUR_MS);
    const production = await clockIn(shop, { movable: false });

    await expect(production.advance(HOUR_MS)).rejects.toMatchObject({ code: 'REFUSED', reason: 'CLOCK_FIXED' });
    expect(hoursAhead(production)).toBe(0);
  });
});
