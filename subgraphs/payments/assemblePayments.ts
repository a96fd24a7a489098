import { createHash } from 'node:crypto';
import type { Call } from '#kernel/graphql/call.ts';
import { makePaymentReads, type PaymentQueries } from './paymentReads.ts';
import type { Orders, PaymentProvider, PaymentStore, PaymentsContext } from './ports.ts';
import { makeDrivePayment } from './usecases/drivePayment.ts';
import { makePayOrder } from './usecases/payOrder.ts';
import { makeReleasePayments } from './usecases/releasePayments.ts';
import { makeResumePayments, type Reports } from './usecases/resumePayments.ts';
import { makeSettlePayment } from './usecases/settlePayment.ts';

type Parts = {
  store: PaymentStore;
  queries: PaymentQueries;
  provider: PaymentProvider;
  orders: Orders;
  now: () => Date;
  newId: () => string;
  reports: Reports;
};

/** The subgraph without its surroundings: main.ts gives it the real ones, tests give it fakes. */
export function assemblePayments({ store, queries, provider, orders, now, newId, reports }: Parts) {
  const settle = makeSettlePayment({ store, provider, orders, now });
  const drive = makeDrivePayment({ store, settle });
  const payOrder = makePayOrder({ store, orders, drive, now, newId, fingerprintOf });
  const context = (call: Call): PaymentsContext => ({ call, payOrder, payments: makePaymentReads(queries) });
  return {
    context,
    payOrder,
    resume: makeResumePayments({ store, drive, ...reports }),
    release: makeReleasePayments({ store }),
  };
}

const fingerprintOf = (text: string) => createHash('sha256').update(text).digest('base64url');
