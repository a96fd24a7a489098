import { expect, it } from 'vitest';
import { RelayBell } from './relayBell.ts';

const aggregate = (key: string) => ({ topic: 'orders.v1', key });

it('at first calls for whatever is there', () => {
  expect(new RelayBell().take().isAnybodys).toBe(true);
});

it('says whose events were written, each once, and forgets it', () => {
  const bell = new RelayBell();
  bell.take();
  bell.ring([aggregate('a'), aggregate('b')]);
  bell.ring([aggregate('a')]);

  expect(bell.take()).toEqual({ isAnybodys: false, aggregates: [aggregate('a'), aggregate('b')] });
  expect(bell.take()).toEqual({ isAnybodys: false, aggregates: [] });
});

it('calls for everything when so many have written that naming them is dearer', () => {
  const bell = new RelayBell();
  bell.take();
  bell.ring(Array.from({ length: 1_000 }, (_, index) => aggregate(`${index}`)));

  expect(bell.take().isAnybodys).toBe(true);
});

it('wakes whoever waits, when it is rung and when somebody wants to look', async () => {
  const bell = new RelayBell();
  bell.look();
  await bell.wait();
  bell.ring([aggregate('a')]);
  await bell.wait();

  expect(bell.take()).toEqual({ isAnybodys: true, aggregates: [aggregate('a')] });
});
