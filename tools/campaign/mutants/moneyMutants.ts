import type { Mutant } from './mutant.ts';

/** Guards of the money. */
export const moneyMutants: readonly Mutant[] = [
  {
    name: 'expires-while-paying',
    about: 'an order may expire while its payment is on its way',
    file: 'subgraphs/orders/domain/transitions.ts',
    edits: [
      {
        find: "    from: ['PENDING', 'AWAITING_PAYMENT'],\n    to: 'EXPIRED',",
        replace: "    from: ['PENDING', 'AWAITING_PAYMENT', 'PAYING'],\n    to: 'EXPIRED',",
      },
    ],
    scenarios: [['clock', 4]],
    caughtBy: ['lawful-histories', 'captures-accounted'],
  },
  {
    name: 'charged-under-new-keys',
    about: 'a provider that did not answer is asked again under another key, so money is set aside twice',
    file: 'subgraphs/payments/adapters/stripeProvider.ts',
    edits: [
      { find: '{ idempotencyKey: request.key });', replace: '{ idempotencyKey: request.key + Math.random() });' },
    ],
    scenarios: [['provider', 2]],
    caughtBy: ['authorisations-closed', 'one-capture', 'captures-accounted'],
  },
];
