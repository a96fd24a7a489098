import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { withCallContext } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { openMovableClock } from '#kernel/mongo/movableClock.ts';
import { openServiceDatabase } from '#kernel/mongo/serviceDatabase.ts';
import { startRounds } from '#kernel/rounds.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openTimers } from './adapters/mongoTimers.ts';
import { makeFireTimers } from './fireTimers.ts';
import type { DueTimer, ExpireOrder } from './ports.ts';

const MINUTE = 60_000;
const SECONDS = { timeout: 10_000, interval: 10 };

async function shop({ leaseMs = 15_000 } = {}) {
  const scope = testScope();
  onTestFinished(scope.stop);
  const { uri, prefix } = testMongo();
  const settings = { MONGODB_URI: uri, DATABASE_PREFIX: prefix, STARTUP_TIMEOUT_MS: 10_000 };
  const mongo = await openServiceDatabase('expiration', settings, scope);
  const clock = await openMovableClock({ mongo, prefix, movable: true }, scope);
  const timers = await openTimers(mongo, { leaseMs });
  const count = () => mongo.connection.collection('timers').countDocuments();
  return { scope, clock, timers, count };
}

/** A worker of its own, asking `expireOrder`. */
function working({ scope, clock, timers }: Awaited<ReturnType<typeof shop>>, expireOrder: ExpireOrder) {
  const onFailure = vi.fn();
  const fire = makeFireTimers({ timers, expireOrder, now: () => clock.now(), onFired: () => undefined, onFailure });
  startRounds(fire, { name: randomUUID(), everyMs: 100 }, scope);
  return { onFailure };
}

/** Orders that expire when their time has come, as the orders subgraph does. */
function orders(now: () => Date) {
  const deadlines = new Map<string, Date>();
  const expired: string[] = [];
  const asked: string[] = [];
  const expire: ExpireOrder = async (orderId) => {
    asked.push(orderId);
    const deadline = deadlines.get(orderId);
    if (!deadline) return null;
    if (now() < deadline) return deadline;
    deadlines.delete(orderId);
    expired.push(orderId);
    return null;
  };
  return { deadlines, expired, asked, expire };
}

const later = ({ now }: { now(): Date }, ms: number) => new Date(now().getTime() + ms);

describe('timers', () => {
  it('go off within a second of the clock being moved past them, and not before', async () => {
    const worker = await shop();
    const { deadlines, expired, asked, expire } = orders(() => worker.clock.now());
    const [soon, late] = [randomUUID(), randomUUID()];
    for (const [id, minutes] of [[soon, 15] as const, [late, 30] as const]) {
      deadlines.set(id, later(worker.clock, minutes * MINUTE));
      await worker.timers.arm(id, later(worker.clock, minutes * MINUTE));
    }
    working(worker, expire);
    await worker.clock.advance(14 * MINUTE);
    expect(asked).toEqual([]);

    await worker.clock.advance(2 * MINUTE);

    await vi.waitFor(() => expect(expired).toEqual([soon]), { timeout: 1_000, interval: 10 });
    await vi.waitFor(async () => expect(await worker.count()).toBe(1), SECONDS);
  });

  it('are harmless when two workers fire, and each order expires once', async () => {
    const worker = await shop();
    const { deadlines, expired, expire } = orders(() => worker.clock.now());
    const ids = Array.from({ length: 30 }, () => randomUUID());
    for (const id of ids) {
      deadlines.set(id, worker.clock.now());
      await worker.timers.arm(id, worker.clock.now());
    }

    working(worker, expire);
    working(worker, expire);

    await vi.waitFor(async () => expect(await worker.count()).toBe(0), SECONDS);
    expect(expired.sort()).toEqual(ids.sort());
  });

  it('go off again when a worker dies between taking one and finishing it', async () => {
    const worker = await shop({ leaseMs: 1_500 });
    const { deadlines, expired, expire } = orders(() => worker.clock.now());
    const id = randomUUID();
    deadlines.set(id, worker.clock.now());
    await worker.timers.arm(id, worker.clock.now());
    const inDeadHands = (await worker.timers.claim(worker.clock.now())) as DueTimer;
    expect(await worker.timers.claim(worker.clock.now())).toBeNull();

    working(worker, expire);

    await vi.waitFor(() => expect(expired).toEqual([id]), SECONDS);
    await worker.timers.reschedule(inDeadHands, worker.clock.now());
    await vi.waitFor(async () => expect(await worker.count()).toBe(0), SECONDS);
  });

  it('wait until the order says when it wants to be asked again', async () => {
    const worker = await shop();
    const { deadlines, expired, asked, expire } = orders(() => worker.clock.now());
    const id = randomUUID();
    deadlines.set(id, later(worker.clock, 15 * MINUTE));
    await worker.timers.arm(id, worker.clock.now());
    working(worker, expire);
    await vi.waitFor(() => expect(asked).toEqual([id]), SECONDS);

    await worker.clock.advance(15 * MINUTE);

    await vi.waitFor(() => expect(expired).toEqual([id]), SECONDS);
    expect(asked).toHaveLength(2);
  });

  it('remember on whose trail they were set, however late they go off', async () => {
    const worker = await shop();
    const [id, now] = [randomUUID(), worker.clock.now()];
    const trail = { requestId: 'request-1', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
    await withCallContext(trail, () => worker.timers.arm(id, now));

    expect(await worker.timers.claim(now)).toMatchObject({ orderId: id, trail });
  });

  it('survive being set anew while they are being fired', async () => {
    const worker = await shop();
    const [id, now] = [randomUUID(), worker.clock.now()];
    await worker.timers.arm(id, now);
    const firing = (await worker.timers.claim(now)) as DueTimer;

    // The order was asked while a payment ran and said "never"; then the payment broke off.
    await worker.timers.arm(id, later(worker.clock, 0));
    await worker.timers.finish(firing);

    expect(await worker.timers.claim(worker.clock.now())).toMatchObject({ orderId: id });
  });

  it('wait for an orders subgraph that is away', async () => {
    const worker = await shop();
    const { deadlines, expired, expire } = orders(() => worker.clock.now());
    const id = randomUUID();
    deadlines.set(id, worker.clock.now());
    await worker.timers.arm(id, worker.clock.now());
    const outage = [new AppError('UNAVAILABLE', 'SERVICE_UNREACHABLE', 'orders does not answer')];

    const { onFailure } = working(worker, async (orderId) => {
      const error = outage.shift();
      if (error) throw error;
      return expire(orderId);
    });

    await vi.waitFor(() => expect(expired).toEqual([id]), SECONDS);
    expect(onFailure).toHaveBeenCalledTimes(1);
  });

  it('of an order that nobody knows are dropped', async () => {
    const worker = await shop();
    await worker.timers.arm(randomUUID(), worker.clock.now());

    working(worker, () => Promise.reject(new AppError('NOT_FOUND', 'UNKNOWN_ORDER', 'there is no such order')));

    await vi.waitFor(async () => expect(await worker.count()).toBe(0), SECONDS);
  });
});
