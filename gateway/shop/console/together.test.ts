import { expect, it } from 'vitest';
import type { ConsumerNumbers, Numbers } from './numbers.ts';
import type { PartReport } from './parts.ts';

type Together = {
  readonly outboxes: readonly (Numbers['outbox'] & { readonly name: string })[];
  readonly consumers: readonly ConsumerNumbers[];
  readonly waiting: readonly (readonly [string, number])[];
};
/** The page is plain JavaScript for browsers. */
const { together } = (await import(new URL('./page/together.js', import.meta.url).href)) as {
  together(parts: readonly PartReport[]): Together;
};

const email = (where: string, pending: number, handled: number): PartReport => ({
  name: 'email',
  kind: 'worker',
  where,
  state: 'up',
  checks: {},
  numbers: {
    outbox: { pending, lagSeconds: pending / 2 },
    consumers: [{ consumer: 'email', lagSeconds: pending, handled, failed: 1 }],
    waiting: { 'mails waiting': pending },
  },
});
const away: PartReport = { name: 'orders', kind: 'subgraph', where: 'orders:4003', state: 'away', checks: {} };

it('what waits for all replicas is told once, and what each has handled as one number', () => {
  const { outboxes, consumers, waiting } = together([email('a', 4, 10), away, email('b', 2, 5)]);

  expect(outboxes).toEqual([{ name: 'email', pending: 4, lagSeconds: 2 }]);
  expect(consumers).toEqual([{ consumer: 'email', lagSeconds: 4, handled: 15, failed: 2 }]);
  expect(waiting).toEqual([['mails waiting', 4]]);
});
