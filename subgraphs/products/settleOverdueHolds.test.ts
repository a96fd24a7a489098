import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import type { HoldVerdict } from './ports.ts';
import { makeSettleOverdueHolds } from './usecases/settleOverdueHolds.ts';

const NOON = new Date('2030-01-01T12:00:00Z');
const running = new AbortController().signal;

/** Overdue holds by order id, and what orders says of each. */
function shelfWith(verdicts: Record<string, HoldVerdict>, { isAway = false, broken = '' } = {}) {
  const done: string[] = [];
  const asked: string[][] = [];
  const instants: Date[] = [];
  const settle = makeSettleOverdueHolds({
    holds: {
      overdue: async ({ before, after, limit }) => {
        instants.push(before);
        const ids = Object.keys(verdicts).toSorted();
        return ids.filter((id) => id > after).slice(0, limit);
      },
    },
    askOrders: async (orderIds) => {
      if (isAway) throw new AppError('UNAVAILABLE', 'SERVICE_UNREACHABLE', 'orders is away');
      asked.push([...orderIds]);
      return orderIds.map((id) => verdicts[id] ?? 'KEEP');
    },
    actions: {
      releaseStock: async (orderId) => {
        if (orderId === broken) throw new AppError('INTERNAL', 'BROKEN_HOLD', 'this one can not be given back');
        done.push(`release ${orderId}`);
        return { orderId, status: 'RELEASED', lines: [], heldUntil: NOON };
      },
      commitStock: async (orderId) => {
        done.push(`commit ${orderId}`);
        return { orderId, status: 'COMMITTED', lines: [], heldUntil: NOON };
      },
    },
    now: () => NOON,
  });
  return { settle, done, asked, instants };
}

describe('holds that are overdue', () => {
  it('are given back, sold or kept as their orders say', async () => {
    const { settle, done, instants } = shelfWith({ lost: 'RELEASE', paid: 'COMMIT', paying: 'KEEP' });

    await settle(running);

    expect(done.toSorted()).toEqual(['commit paid', 'release lost']);
    expect(instants).toEqual([new Date('2030-01-01T11:55:00Z')]);
  });

  it('are all asked about, those that are kept once', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `order-${String(index).padStart(3, '0')}`);
    const { settle, asked } = shelfWith(Object.fromEntries(ids.map((id) => [id, 'KEEP'])));

    await settle(running);

    expect(asked.flat()).toEqual(ids);
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('are settled although one of them can not be, which is told', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `order-${String(index).padStart(3, '0')}`);
    const { settle, done } = shelfWith(Object.fromEntries(ids.map((id) => [id, 'RELEASE'])), { broken: 'order-000' });

    await expect(settle(running)).rejects.toMatchObject({ reason: 'BROKEN_HOLD' });

    expect(done.toSorted()).toEqual(ids.slice(1).map((id) => `release ${id}`));
  });

  it('stay as they are while orders is away', async () => {
    const { settle, done } = shelfWith({ lost: 'RELEASE' }, { isAway: true });

    await settle(running);

    expect(done).toEqual([]);
  });
});
