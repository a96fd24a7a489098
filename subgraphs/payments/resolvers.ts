import { isAdmin, type Principal, requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { dateTimeScalar, minorUnitsScalar } from '#kernel/graphql/scalars.ts';
import { moneyResolvers } from '#kernel/money.ts';
import { parseInput } from '#kernel/validation.ts';
import type { Payment, PaymentStatus } from './domain/payment.ts';
import type { PaymentStatus as PublicStatus, Resolvers } from './generated.ts';
import { payOrderInput } from './inputs.ts';
import type { PaymentsContext } from './ports.ts';

export const resolvers: Resolvers<PaymentsContext> = {
  Query: {
    payment: (_root, { id }, context) => visiblePayment(id, context),
  },

  Mutation: {
    payOrder: (_root, { input }, { call, payOrder }, info) => {
      const { userId: customerId } = requireUser(call.principal);
      const request = { ...parseInput(payOrderInput, input), customerId };
      return outcome(info, 'PaymentSucceeded', async () => ({ payment: await payOrder(request) }));
    },
  },

  Payment: {
    __resolveReference: ({ id }, context) => visiblePayment(id, context),
    status: ({ status }) => publicStatus[status],
    order: ({ orderId }) => ({ id: orderId }),
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

/** To the buyer a payment has succeeded when the order knows it, and its money is back when the provider says so. */
const publicStatus: Readonly<Record<PaymentStatus, PublicStatus>> = {
  intended: 'PENDING',
  authorized: 'AUTHORIZED',
  accepted: 'AUTHORIZED',
  captured: 'AUTHORIZED',
  uncaptured: 'AUTHORIZED',
  voiding: 'AUTHORIZED',
  succeeded: 'SUCCEEDED',
  refunding: 'SUCCEEDED',
  refunded: 'REFUNDED',
  declined: 'DECLINED',
  failed: 'FAILED',
  voided: 'VOIDED',
};

/** A stranger's payment reads as absent, so that ids can't be probed. */
async function visiblePayment(id: string, { call, payments }: PaymentsContext): Promise<Payment | null> {
  if (call.principal.kind !== 'user') return null;
  const payment = await payments.byId(id);
  return payment && mayRead(call.principal, payment) ? payment : null;
}

const mayRead = (principal: Principal, { customerId }: Payment): boolean =>
  isAdmin(principal) || (principal.kind === 'user' && principal.userId === customerId);
