import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { testScope } from '#testing/testScope.ts';
import { currentRequestId, withCallContext } from './callContext.ts';
import { startRounds } from './rounds.ts';

function started(
  round: (signal: AbortSignal) => Promise<unknown>,
  options: { everyMs?: number; drainMs?: number } = {},
) {
  const scope = testScope();
  onTestFinished(scope.stop);
  return { scope, ...startRounds(round, { name: 'work', everyMs: 60_000, ...options }, scope) };
}

describe('rounds', () => {
  it('begin at once, and follow each other', async () => {
    const round = vi.fn(async () => undefined);
    started(round, { everyMs: 1 });

    await vi.waitFor(() => expect(round.mock.calls.length).toBeGreaterThan(2));
  });

  it('that leave something to do are followed at once, and well again after a failure', async () => {
    const { promise: busy, resolve: ended } = Promise.withResolvers<boolean>();
    const round = vi.fn(() => {
      if (round.mock.calls.length === 1) return Promise.resolve(true);
      if (round.mock.calls.length === 2) return Promise.reject(new Error('away'));
      return round.mock.calls.length === 3 ? Promise.resolve(true) : busy;
    });
    const { scope, wake } = started(round);
    await vi.waitFor(() => expect(scope.health.report().parts['work']).toBe('away'));

    wake();

    await vi.waitFor(() => expect(round).toHaveBeenCalledTimes(4));
    expect(scope.health.report().parts['work']).toBe('up');
    ended(false);
  });

  it('never overlap, and a wake-up during one makes another follow', async () => {
    const first = Promise.withResolvers<void>();
    const round = vi.fn(() => (round.mock.calls.length === 1 ? first.promise : Promise.resolve()));
    const { wake } = started(round);
    wake();
    wake();
    expect(round).toHaveBeenCalledTimes(1);

    first.resolve();

    await vi.waitFor(() => expect(round).toHaveBeenCalledTimes(2));
  });

  it('are not part of the request that woke them', async () => {
    const seen: (string | undefined)[] = [];
    const { wake } = started(async () => void seen.push(currentRequestId()));
    await vi.waitFor(() => expect(seen).toHaveLength(1));

    withCallContext({ requestId: 'request-0001' }, wake);

    await vi.waitFor(() => expect(seen).toEqual([undefined, undefined]));
  });

  it('show a failure in the health report until one succeeds', async () => {
    const results = [() => Promise.reject(new Error('the database is away')), () => Promise.resolve()];
    const { scope, wake } = started(() => results.shift()?.() ?? Promise.resolve());
    await vi.waitFor(() => expect(scope.health.report().parts['work']).toBe('the database is away'));

    wake();

    await vi.waitFor(() => expect(scope.health.report().parts['work']).toBe('up'));
  });

  it('tell when one takes long, as one that never ends would hold up all others in silence', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const ending = Promise.withResolvers<void>();
    const { scope } = started(() => ending.promise);
    const warn = vi.spyOn(scope.logger, 'warn');

    await vi.advanceTimersByTimeAsync(30_000);
    expect(warn).toHaveBeenCalledExactlyOnceWith({ round: 'work', afterMs: 30_000 }, 'a round has not ended yet');
    ending.resolve();
    await vi.advanceTimersByTimeAsync(59_000);

    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('let the running one end when the service stops, and begin no more', async () => {
    const ending = Promise.withResolvers<void>();
    const round = vi.fn(() => ending.promise);
    const { scope, wake } = started(round);
    const stopped = vi.fn();
    const stop = scope.stop().then(stopped);
    wake();
    await Promise.resolve();
    expect(stopped).not.toHaveBeenCalled();

    ending.resolve();
    await stop;

    expect(round).toHaveBeenCalledTimes(1);
  });

  it('do not hold up a stopping service for longer than they may', async () => {
    const { scope } = started(() => new Promise(() => undefined), { drainMs: 1 });

    await expect(scope.stop()).resolves.toBeUndefined();
  });
});
