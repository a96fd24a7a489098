import mongoose from 'mongoose';
import type { OverdueHolds } from '../ports.ts';
import type { ProductModels } from './productModels.ts';

export const makeMongoOverdueHolds = ({ reservations }: Pick<ProductModels, 'reservations'>): OverdueHolds => ({
  overdue: async ({ before, after, limit }) => {
    const overdue = {
      status: 'HELD' as const,
      heldUntil: mongoose.trusted({ $lt: before }),
      _id: mongoose.trusted({ $gt: after }),
    };
    const rows = await reservations.find(overdue, { _id: 1 }).sort({ _id: 1 }).limit(limit).lean();
    return rows.map(({ _id }) => _id);
  },
});
