import { AppError } from '#kernel/errors.ts';
import type { HoldVerdict, OverdueHolds, ProductActions } from '../ports.ts';

type Deps = {
  holds: OverdueHolds;
  /** What becomes of each order's hold, in the order of the ids. @throws AppError UNAVAILABLE. */
  askOrders: (orderIds: readonly string[]) => Promise<readonly HoldVerdict[]>;
  actions: Pick<ProductActions, 'releaseStock' | 'commitStock'>;
  now: () => Date;
};

/** An order settles its hold by itself at its deadline; whoever is later than this was forgotten. */
const GRACE_MS = 5 * 60_000;
const BATCH = 100;

/**
 * Asks orders about holds that are overdue, and does as it says. Products never gives stock back alone: only the order
 * knows whether it was paid. Repeatable, and harmless in several replicas at once.
 */
export const makeSettleOverdueHolds =
  (deps: Deps) =>
  async (signal: AbortSignal): Promise<void> => {
    try {
      await settleAll(deps, signal);
    } catch (error) {
      // While orders is away products is not unwell: the next round asks again.
      if (!isUnavailable(error)) throw error;
    }
  };

async function settleAll({ holds, askOrders, actions, now }: Deps, signal: AbortSignal): Promise<void> {
  const before = new Date(now().getTime() - GRACE_MS);
  const failures: unknown[] = [];
  for (let after: string | undefined = ''; after !== undefined && !signal.aborted; ) {
    const orderIds: readonly string[] = await holds.overdue({ before, after, limit: BATCH });
    const verdicts = orderIds.length > 0 ? await askOrders(orderIds) : [];
    const settled = await Promise.allSettled(
      orderIds.map((orderId, index) => settle(orderId, verdicts[index], actions)),
    );
    failures.push(...settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])));
    after = orderIds.length === BATCH ? orderIds.at(-1) : undefined;
  }
  // Only now: a hold that can't be settled keeps none of the others.
  if (failures.length > 0) throw failures.find((error) => !isUnavailable(error)) ?? failures[0];
}

const isUnavailable = (error: unknown) => error instanceof AppError && error.code === 'UNAVAILABLE';

async function settle(orderId: string, verdict: HoldVerdict | undefined, actions: Deps['actions']): Promise<void> {
  if (verdict === 'RELEASE') await actions.releaseStock(orderId);
  if (verdict === 'COMMIT') await actions.commitStock(orderId);
}
