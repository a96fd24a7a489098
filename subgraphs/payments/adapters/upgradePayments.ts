import type { Connection } from 'mongoose';
import type { PaymentStatus } from '../domain/payment.ts';
import { type Refund, requested } from '../domain/refund.ts';
import { shownStatusOf } from '../domain/shownStatus.ts';
import type { PaymentRow } from './paymentModel.ts';

type New = 'status' | 'version' | 'provider' | 'payBy' | 'refunds' | 'shownStatus';

/** A payment as version 0.1 stored it: refunds were statuses, and always of all. */
type OldRow = Omit<PaymentRow, New> & {
  status: Exclude<PaymentStatus, 'actionRequired' | 'returned'> | 'refunding' | 'refunded';
};

/** Brings payments of version 0.1 up to date. Repeatable; it costs a look into an index when there are none. */
export async function upgradePayments(connection: Connection): Promise<void> {
  const old = connection.collection<OldRow>('payments');
  const upgraded = connection.collection<PaymentRow>('payments');
  // An index has what is missing as null.
  for await (const row of old.find({ shownStatus: null })) {
    await upgraded.updateOne({ _id: row._id, version: { $exists: false } }, { $set: columnsFor(row) });
  }
}

function columnsFor({ _id: id, ...row }: OldRow): Pick<PaymentRow, New> {
  const { status, refunds } = refundedOf(id, row);
  const common = { version: 0, provider: 'sandbox', payBy: row.createdAt, status, refunds } as const;
  return { ...common, shownStatus: shownStatusOf({ id, ...row, ...common }) };
}

/** A payment had one refund at most, so its own id serves the refund. */
function refundedOf(id: string, { status, amount, createdAt, processedAt }: Omit<OldRow, '_id'>) {
  if (status !== 'refunding' && status !== 'refunded') return { status, refunds: [] };
  const wish = { id, amount: amount.amount, reason: 'the order has ended', requestedBy: null };
  const refund: Refund = requested({ ...wish, createdAt: processedAt ?? createdAt });
  const done: Partial<Refund> = status === 'refunded' ? { status: 'succeeded', processedAt: refund.createdAt } : {};
  return { status: processedAt ? ('succeeded' as const) : ('returned' as const), refunds: [{ ...refund, ...done }] };
}
