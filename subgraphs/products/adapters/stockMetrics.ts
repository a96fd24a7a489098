import mongoose from 'mongoose';
import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { ProductModels } from './productModels.ts';

const READ_MS = 900;
/** Looking through all products is dear, and what is wrong stays wrong. */
const CHECK_EVERY_MS = 60_000;

const DOES_NOT_ADD_UP = {
  $or: [
    { $lt: ['$stock.available', 0] },
    { $lt: ['$stock.held', 0] },
    { $ne: [{ $add: ['$stock.available', '$stock.held', '$stock.sold'] }, '$stock.stocked'] },
  ],
};

/** Holds, and whether the units of each product still add up: available + held + sold = stocked. */
export function stockMetrics(
  metrics: Metrics,
  { products, reservations }: Pick<ProductModels, 'products' | 'reservations'>,
) {
  metrics.read({ name: 'bazaar_holds_active', help: 'Orders that hold stock and are not paid yet.' }, () =>
    reservations.countDocuments({ status: 'HELD' }).maxTimeMS(READ_MS).exec(),
  );
  let checkedAt = Number.NEGATIVE_INFINITY;
  let broken = 0;
  const equation = {
    name: 'bazaar_stock_equation_broken',
    help: 'Products whose units do not add up (available + held + sold = stocked), checked once a minute; must be 0.',
  };
  metrics.read(equation, async () => {
    if (performance.now() - checkedAt < CHECK_EVERY_MS) return broken;
    broken = await products
      .countDocuments({ $expr: mongoose.trusted(DOES_NOT_ADD_UP) })
      .maxTimeMS(READ_MS)
      .exec();
    checkedAt = performance.now();
    return broken;
  });
}
