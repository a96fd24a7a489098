import { expect, it } from 'vitest';
import { ShopClock } from './shopClock.ts';

/** A shop that is ahead of real time, and how long its answers take, there and back. */
function shop() {
  const world = { real: 1_000_000, aheadMs: 0, thereMs: 10, backMs: 10, isAway: false };
  const ask = async () => {
    if (world.isAway) throw new Error('away');
    world.real += world.thereMs;
    const time = world.real + world.aheadMs;
    world.real += world.backMs;
    return time;
  };
  const clock = new ShopClock(ask, () => world.real);
  return { world, clock, aheadMs: () => clock.now() - world.real };
}

it('the clock goes as the shop says, and is moved with it, however slow that answer is', async () => {
  const { world, clock, aheadMs } = shop();
  expect(aheadMs()).toBe(0);
  await clock.look();
  expect(aheadMs()).toBe(0);

  Object.assign(world, { aheadMs: 60_000, thereMs: 200, backMs: 200 });
  await clock.look();

  expect(aheadMs()).toBe(60_000);
});

it('an answer that was slow says less than one that was quick', async () => {
  const { world, clock, aheadMs } = shop();
  await clock.look();

  Object.assign(world, { thereMs: 400, backMs: 0 });
  await clock.look();

  expect(aheadMs()).toBe(0);
});

it('a quicker answer says more', async () => {
  const { world, clock, aheadMs } = shop();
  Object.assign(world, { thereMs: 400, backMs: 0 });
  await clock.look();
  expect(aheadMs()).toBe(200);

  Object.assign(world, { thereMs: 1, backMs: 1 });
  await clock.look();

  expect(aheadMs()).toBe(0);
});

it('what the shop has said stays while it is away', async () => {
  const { world, clock, aheadMs } = shop();
  world.aheadMs = 60_000;
  await clock.look();

  world.isAway = true;
  await clock.look();

  expect(aheadMs()).toBe(60_000);
});
