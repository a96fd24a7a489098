import { isAdmin, type Principal, requireAdmin, requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { dateTimeScalar, minorUnitsScalar } from '#kernel/graphql/scalars.ts';
import { moneyResolvers } from '#kernel/money.ts';
import { parseInput } from '#kernel/validation.ts';
import type { Payment } from './domain/payment.ts';
import { type Refund, type RefundStatus, refundedOf } from './domain/refund.ts';
import { shownStatusOf } from './domain/shownStatus.ts';
import type { RefundStatus as PublicRefundStatus, Resolvers } from './generated.ts';
import { completeSandboxChallengeInput, paymentStepsInput, payOrderInput, refundPaymentInput } from './inputs.ts';
import type { PaymentList, PaymentsContext, RefundView } from './ports.ts';

export const resolvers: Resolvers<PaymentsContext> = {
  Query: {
    payment: (_root, { id }, context) => visiblePayment(id, context),
    payments: async (_root, { filter, ...page }, { call, payments }): Promise<PaymentList> => {
      requireAdmin(call.principal);
      const asked = filter ?? {};
      return { ...(await payments.page(asked, pageOf(page))), filter: asked };
    },
    paymentSteps: async (_root, asked, { payments }) => [
      ...(await payments.stepsOf(parseInput(paymentStepsInput, asked).orderIds)),
    ],
  },

  Mutation: {
    payOrder: (_root, { input }, { call, payOrder }, info) => {
      const { userId: customerId } = requireUser(call.principal);
      const request = { ...parseInput(payOrderInput, input), customerId };
      return outcome(info, 'PaymentSucceeded', async () => ({ payment: await payOrder(request) }));
    },
    refundPayment: (_root, { input }, { call, refundPayment }, info) => {
      const { userId: requestedBy } = requireAdmin(call.principal);
      const request = { ...parseInput(refundPaymentInput, input), requestedBy };
      return outcome(info, 'PaymentRefunded', () => refundPayment(request));
    },
    completeSandboxChallenge: (_root, { input }, { call, completeSandboxChallenge }, info) => {
      const { userId: customerId } = requireUser(call.principal);
      const answer = { ...parseInput(completeSandboxChallengeInput, input), customerId };
      return outcome(info, 'SandboxChallengeCompleted', async () => ({
        payment: await completeSandboxChallenge(answer),
      }));
    },
  },

  Payment: {
    __resolveReference: ({ id }, context) => visiblePayment(id, context),
    status: shownStatusOf,
    refunds: (payment) => payment.refunds.map((refund) => viewOf(payment, refund)),
    refundedAmount: ({ amount, refunds }) => ({ amount: refundedOf(refunds), currency: amount.currency }),
    order: ({ orderId }) => ({ id: orderId }),
  },

  Refund: {
    id: ({ refund }) => refund.id,
    amount: ({ refund, currency }) => ({ amount: refund.amount, currency }),
    status: ({ refund }) => publicRefundStatus[refund.status],
    reason: ({ refund }, _arguments, { call }) => (isAdmin(call.principal) ? refund.reason : null),
    failureReason: ({ refund }) => refund.failureReason,
    createdAt: ({ refund }) => refund.createdAt,
    processedAt: ({ refund }) => refund.processedAt,
  },

  PaymentConnection: {
    totalCount: ({ filter }, _arguments, { payments }) => payments.count(filter),
  },

  Order: {
    __resolveReference: ({ id }) => ({ id }),
    payments: async ({ id }, _arguments, { call, payments }) => {
      if (call.principal.kind !== 'user') return null;
      return (await payments.ofOrder(id)).filter((payment) => mayRead(call.principal, payment));
    },
  },

  Money: moneyResolvers,
  DateTime: dateTimeScalar,
  MinorUnits: minorUnitsScalar,
};

const publicRefundStatus: Readonly<Record<RefundStatus, PublicRefundStatus>> = {
  requested: 'PENDING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
};

const viewOf = ({ amount }: Payment, refund: Refund): RefundView => ({ refund, currency: amount.currency });

/** A stranger's payment reads as absent, so that ids can't be probed. */
async function visiblePayment(id: string, { call, payments }: PaymentsContext): Promise<Payment | null> {
  if (call.principal.kind !== 'user') return null;
  const payment = await payments.byId(id);
  return payment && mayRead(call.principal, payment) ? payment : null;
}

const mayRead = (principal: Principal, { customerId }: Payment): boolean =>
  isAdmin(principal) || (principal.kind === 'user' && principal.userId === customerId);
