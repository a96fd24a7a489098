import type { Connection } from 'mongoose';
import { onTestFinished } from 'vitest';
import { makeMongoLedger } from '../adapters/sandboxLedger.ts';
import { makeSandboxBank, makeSandboxProvider } from '../adapters/sandboxProvider.ts';
import { makeStripeClient } from '../adapters/stripeClient.ts';
import { makeStripeProvider } from '../adapters/stripeProvider.ts';
import type { ProviderName } from '../domain/payment.ts';
import type { PaymentProvider } from '../ports.ts';
import { startStripeStandIn } from '../testing/stripeStandIn.ts';

/** A provider, and a look at what it did. */
export type MoneyUnderTest = {
  readonly name: ProviderName;
  readonly provider: PaymentProvider;
  readonly tokens: { readonly success: string; readonly challenged: string };
  /** The buyer in front of the bank's challenge for an order's first payment. @returns false when there is none. */
  answerChallenge: (orderId: string, approve: boolean) => Promise<boolean>;
  /** What became of an order's money: `captured`, `voided`, `declined` or `open`, and then each `refunded 500`. */
  movesOf: (orderId: string) => Promise<string[] | undefined>;
};

/** How late the sandbox decides `tok_timeout`. */
export const LATE_MS = 5_000;

export function sandboxUnderTest(connection: Connection, now: () => Date): MoneyUnderTest {
  const ledger = makeMongoLedger(connection);
  const bank = makeSandboxBank({ ledger, now });
  return {
    name: 'sandbox',
    provider: makeSandboxProvider({ ledger, timeoutMs: 1, lateMs: LATE_MS, now }),
    tokens: { success: 'tok_success', challenged: 'tok_requires_action' },
    answerChallenge: (orderId, approve) => bank(`${orderId}:1`, approve),
    movesOf: async (orderId) => {
      const row = await ledger.find(`${orderId}:1`);
      const isOpen = row && ['authorized', 'requiresAction', 'pending'].includes(row.status);
      if (!row) return undefined;
      return [isOpen ? 'open' : row.status, ...row.refunds.map(({ amount }) => `refunded ${amount}`)];
    },
  };
}

export async function stripeUnderTest(): Promise<MoneyUnderTest> {
  const standIn = await startStripeStandIn();
  onTestFinished(standIn.stop);
  const { books } = standIn;
  const intentsOf = (orderId: string) =>
    [...books.intents.values()].filter(({ metadata }) => metadata['orderId'] === orderId);
  return {
    name: 'stripe',
    provider: makeStripeProvider(makeStripeClient({ secretKey: 'sk_test_1', apiUrl: standIn.url, timeoutMs: 2_000 })),
    tokens: { success: 'pm_card_visa', challenged: 'pm_card_authenticationRequired' },
    answerChallenge: async (orderId, approve) =>
      intentsOf(orderId).some(({ id }) => books.completeChallenge(id, approve)),
    movesOf: async (orderId) => {
      const intents = intentsOf(orderId);
      if (intents.length === 0) return undefined;
      const ids = intents.map(({ id }) => id);
      const refunds = books.refunds.filter(({ payment_intent: of }) => ids.includes(of));
      return [
        ...intents.map(({ status }) => ENDS[status] ?? 'open'),
        ...refunds.map(({ amount }) => `refunded ${amount}`),
      ];
    },
  };
}

const ENDS: Readonly<Record<string, string>> = { succeeded: 'captured', canceled: 'voided' };
