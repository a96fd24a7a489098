import { createHash } from 'node:crypto';
import type { Call } from '#kernel/graphql/call.ts';
import { makePaymentReads, type PaymentQueries } from './paymentReads.ts';
import type { AnswerChallenge, Orders, PaymentStore, PaymentsContext, Providers } from './ports.ts';
import { makeCompleteSandboxChallenge } from './usecases/completeSandboxChallenge.ts';
import { makeDrivePayment } from './usecases/drivePayment.ts';
import { makePayOrder } from './usecases/payOrder.ts';
import { makeRefundPayment } from './usecases/refundPayment.ts';
import { makeReleasePayments } from './usecases/releasePayments.ts';
import { makeResumePayments, type Reports } from './usecases/resumePayments.ts';
import { makeSettlePayment } from './usecases/settlePayment.ts';

type Parts = {
  store: PaymentStore;
  queries: PaymentQueries;
  providers: Providers;
  /** Undefined in production. */
  answerChallenge: AnswerChallenge | undefined;
  orders: Orders;
  now: () => Date;
  newId: () => string;
  reports: Reports;
};

/** The subgraph without its surroundings: main.ts gives it the real ones, tests give it fakes. */
export function assemblePayments({ store, queries, providers, answerChallenge, orders, now, newId, reports }: Parts) {
  const settle = makeSettlePayment({ store, providers, orders, now, newId });
  const drive = makeDrivePayment({ store, settle });
  const common = { store, drive, now, newId, fingerprintOf };
  const payOrder = makePayOrder({ ...common, orders, provider: providers.active });
  const refundPayment = makeRefundPayment(common);
  const completeSandboxChallenge = makeCompleteSandboxChallenge({ store, drive, answerChallenge });
  const context = (call: Call): PaymentsContext => ({
    call,
    payOrder,
    refundPayment,
    completeSandboxChallenge,
    payments: makePaymentReads(queries),
  });
  return {
    context,
    payOrder,
    refundPayment,
    resume: makeResumePayments({ store, drive, ...reports }),
    release: makeReleasePayments({ store, now, newId }),
  };
}

const fingerprintOf = (text: string) => createHash('sha256').update(text).digest('base64url');
