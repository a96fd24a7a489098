import { isAdmin, type Principal } from '#kernel/auth/principal.ts';
import { actionsOf } from '../domain/actions.ts';
import { fulfilmentOf } from '../domain/axes.ts';
import type { Actor } from '../domain/orderEvents.ts';
import type { Resolvers } from '../generated.ts';

export const orderAxes = {
  fulfilmentStatus: ({ status }) => fulfilmentOf[status],
  availableActions: (order, _args, { call: { principal }, now }) =>
    actionsOf(order, actorsOf(principal, order.customerId), now()),
} satisfies Resolvers['Order'];

/** Admins who ordered something are its customer as well. */
const actorsOf = (principal: Principal, customerId: string): Actor[] => [
  ...(principal.kind === 'user' && principal.userId === customerId ? (['customer'] as const) : []),
  ...(isAdmin(principal) ? (['admin'] as const) : []),
];

export const historyTypes = {
  OrderHistoryEntry: { by: ({ by }) => ACTORS[by] },
} satisfies Pick<Resolvers, 'OrderHistoryEntry'>;

const ACTORS = { customer: 'CUSTOMER', admin: 'ADMIN', system: 'SYSTEM' } as const;
