import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { processVariables } from './config.ts';
import { AppError } from './errors.ts';
import { defineService, type Scope } from './lifecycle.ts';
import { makeLogger } from './logging.ts';

const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });
const config = z.object({ ...processVariables, GREETING: z.string().min(1).default('hello') });

/** A service that does what `start` says. */
const serviceThat = (start: (scope: Scope, greeting: string) => Promise<void>) =>
  defineService({ name: 'test', config, start: ({ GREETING }, scope) => start(scope, GREETING) });

describe('a service', () => {
  it('says which variables it reads, and starts with their values', async () => {
    const greetings: string[] = [];
    const service = serviceThat(async (_scope, greeting) => void greetings.push(greeting));

    const running = await service.launch({ GREETING: 'salut' }, logger);

    expect(service.variables).toEqual([...Object.keys(processVariables), 'GREETING']);
    expect([running.name, greetings]).toEqual(['test', ['salut']]);
    await running.stop();
  });

  it('does not start with a bad variable', async () => {
    const started: string[] = [];
    const service = serviceThat(async () => void started.push('started'));

    await expect(service.launch({ PORT_BASE: 'none' }, logger)).rejects.toMatchObject({ reason: 'BAD_CONFIGURATION' });
    expect(started).toEqual([]);
    // A host of several services asks before it launches any.
    expect(service.badVariables({ PORT_BASE: 'none' })).toMatchObject([{ param: 'PORT_BASE' }]);
    expect(service.badVariables({})).toEqual([]);
  });

  it('releases what it opened when it stops: the last first, each after the one before has ended', async () => {
    const released: string[] = [];
    const service = serviceThat(async ({ onStop }) => {
      onStop(() => void released.push('database'));
      onStop(async () => {
        released.push('server closes');
        await Promise.resolve();
        released.push('server is closed');
      });
    });
    const running = await service.launch({}, logger);
    expect(released).toEqual([]);

    await running.stop();

    expect(released).toEqual(['server closes', 'server is closed', 'database']);
  });

  it('stops once, however often it is told to', async () => {
    let released = 0;
    const service = serviceThat(async ({ onStop }) => onStop(() => void released++));
    const running = await service.launch({}, logger);

    await Promise.all([running.stop(), running.stop()]);
    await running.stop();

    expect(released).toBe(1);
  });

  it('is not ready any more, and tells everybody inside, from the moment it begins to stop', async () => {
    const seen: unknown[] = [];
    const service = serviceThat(async ({ onStop, signal, health }) => {
      onStop(() => void seen.push(signal.reason, health.report()));
    });
    const running = await service.launch({}, logger);
    expect(running.health.report()).toEqual({ ready: true, parts: { lifecycle: 'up' } });

    await running.stop();

    expect(seen).toEqual([
      expect.objectContaining({ code: 'UNAVAILABLE', reason: 'STOPPING' }),
      { ready: false, parts: { lifecycle: 'stopping' } },
    ]);
  });

  it('goes on for as long as it is told to, while it says that it is about to stop', async () => {
    const released: string[] = [];
    let scope: Scope | undefined;
    const service = serviceThat(async (given) => {
      scope = given;
      given.onStop(() => void released.push('server'));
    });
    const running = await service.launch({ STOP_DELAY_MS: '50' }, logger);

    const stopped = running.stop();

    expect([scope?.leaving.aborted, scope?.signal.aborted, released]).toEqual([true, false, []]);
    expect(running.health.report()).toEqual({ ready: false, parts: { lifecycle: 'stopping' } });
    await stopped;
    expect([scope?.signal.aborted, released]).toEqual([true, ['server']]);
  });

  it('releases what it had opened when its start fails half-way, and passes the failure on', async () => {
    const released: string[] = [];
    const service = serviceThat(async ({ onStop }) => {
      onStop(() => void released.push('database'));
      throw new AppError('UNAVAILABLE', 'PORT_TAKEN', 'port 4001 is taken');
    });

    await expect(service.launch({}, logger)).rejects.toMatchObject({ reason: 'PORT_TAKEN' });
    expect(released).toEqual(['database']);
  });

  it('passes the failure of its start on, whatever becomes of the releases', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const failing = (release: () => Promise<unknown>) =>
      serviceThat(async ({ onStop }) => {
        onStop(release);
        throw new AppError('UNAVAILABLE', 'PORT_TAKEN', 'port 4001 is taken');
      });
    const launched = async (release: () => Promise<unknown>) => {
      const failed = expect(failing(release).launch({}, logger)).rejects.toMatchObject({ reason: 'PORT_TAKEN' });
      await vi.advanceTimersByTimeAsync(10_000);
      await failed;
    };

    await launched(() => Promise.reject(new Error('the database is away')));
    await launched(() => new Promise(() => undefined));
  });

  it('releases the rest when one release fails, and says that it did not stop cleanly', async () => {
    const released: string[] = [];
    const service = serviceThat(async ({ onStop }) => {
      onStop(() => void released.push('database'));
      onStop(() => Promise.reject(new Error('the server hangs')));
    });
    const running = await service.launch({}, logger);

    await expect(running.stop()).rejects.toThrow('the server hangs');
    expect(released).toEqual(['database']);
  });

  it('shares nothing with a second launch', async () => {
    const released: string[] = [];
    const service = serviceThat(async ({ onStop }, greeting) => onStop(() => void released.push(greeting)));
    const one = await service.launch({ GREETING: 'one' }, logger);
    const two = await service.launch({ GREETING: 'two' }, logger);

    await one.stop();

    expect(released).toEqual(['one']);
    expect(two.health.report().ready).toBe(true);
    await two.stop();
  });
});
