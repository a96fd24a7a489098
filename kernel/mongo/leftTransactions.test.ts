import mongoose from 'mongoose';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeLogger } from '../logging.ts';
import { LeftTransactions } from './leftTransactions.ts';

const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });
const answered = (code: number) => new mongoose.mongo.MongoServerError({ message: 'no', code });

/** How often is looked, of two conflicts that are a minute apart, when the server answers the first look so. */
async function looksAfter(error: Error): Promise<number> {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const end = vi.fn<() => Promise<number>>().mockResolvedValue(0).mockRejectedValueOnce(error);
  const left = new LeftTransactions(end, logger);
  await left.look();
  for (let conflicts = 0; conflicts < 2; conflicts += 1) {
    vi.advanceTimersByTime(60_000);
    left.conflict();
  }
  return end.mock.calls.length;
}

it('is looked for again when the server was only stopping, or away', async () => {
  expect(await looksAfter(answered(11_600))).toBe(3);
  expect(await looksAfter(answered(189))).toBe(3);
  expect(await looksAfter(new mongoose.mongo.MongoNetworkError('cut'))).toBe(3);
});

it('is not looked for again when the server refuses it', async () => {
  expect(await looksAfter(answered(13))).toBe(1);
});
