import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../errors.ts';
import { LatestValue } from './latestValue.ts';

const valueUnderTest = () => {
  const onClose = vi.fn();
  return { onClose, latest: new LatestValue<{ units: number }>(onClose) };
};

describe('LatestValue', () => {
  it('gives a reader who waits each value, and one who comes late the newest only', async () => {
    const { latest } = valueUnderTest();
    const early = latest.next();

    for (const units of [3, 2, 1]) latest.push({ units });

    expect((await early).value).toEqual({ units: 3 });
    expect((await latest.next()).value).toEqual({ units: 1 });
  });

  it('ends with an error in place of what waits, whether somebody reads or not', async () => {
    const error = new AppError('UNAVAILABLE', 'FEED_BROKEN', 'subscribe again');
    const [read, unread] = [valueUnderTest(), valueUnderTest()];
    const pending = read.latest.next();
    unread.latest.push({ units: 1 });
    for (const { latest } of [read, unread]) latest.fail(error);
    for (const { latest } of [read, unread]) latest.push({ units: 0 });

    expect([(await pending).value, (await unread.latest.next()).value]).toEqual([error, error]);
    expect([(await read.latest.next()).done, (await unread.latest.next()).done]).toEqual([true, true]);
    expect(read.onClose).toHaveBeenCalledOnce();
  });

  it('ends at once for an idle reader that leaves', async () => {
    const { latest, onClose } = valueUnderTest();
    const pending = latest.next();

    await latest.return();
    await latest.return();

    expect(await pending).toEqual({ done: true, value: undefined });
    expect(onClose).toHaveBeenCalledOnce();
  });
});
