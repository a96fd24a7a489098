import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { providerContract } from '../fakes/providerContract.ts';
import { startStripeStandIn } from '../testing/stripeStandIn.ts';
import { makeStripeClient } from './stripeClient.ts';
import { makeStripeProvider } from './stripeProvider.ts';

const CLOSED = ['succeeded', 'canceled'];

/** The official library, talking HTTP to the stand-in. */
async function tested({ secretKey = 'sk_test_1', timeoutMs = 2_000 } = {}) {
  const standIn = await startStripeStandIn();
  onTestFinished(standIn.stop);
  const provider = makeStripeProvider(makeStripeClient({ secretKey, apiUrl: standIn.url, timeoutMs }));
  const { books } = standIn;
  return { ...standIn, provider, open: () => [...books.intents.values()].filter(isOpen).length };
}

const isOpen = ({ status }: { status: string }) => !CLOSED.includes(status);

providerContract(async () => {
  const { books, ...rest } = await tested();
  return {
    ...rest,
    tokens: {
      success: 'pm_card_visa',
      declined: 'pm_card_chargeDeclined',
      insufficientFunds: 'pm_card_chargeDeclinedInsufficientFunds',
      invalid: 'pm_nobody_knows',
      challenged: 'pm_card_authenticationRequired',
      lateRefund: 'pm_card_pendingRefund',
    },
    completeChallenge: (reference, approve) => books.completeChallenge(reference, approve),
    passTime: () => books.settleRefunds(),
  };
});

const amount = { amount: 2100, currency: 'EUR' };
const request = { key: 'o1:1', paymentId: 'pay1', orderId: 'o1', paymentToken: 'pm_card_visa', amount };

describe('Stripe', () => {
  it.each([
    ['does not answer', ['hang']],
    ['fails', ['fail']],
    // The library tries a connection that broke once more.
    ['loses its answers', ['drop', 'drop']],
  ] as const)('leaves the outcome open when it %s, and the same call finds it', async (_case, faults) => {
    const { provider, breakNext, books } = await tested({ timeoutMs: 200 });
    breakNext(...faults);

    await expect(provider.authorize(request)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const answer = await provider.authorize(request);

    expect(answer).toEqual({ status: 'authorized', reference: 'pi_1' });
    expect(books.intents.size).toBe(1);
  });

  it('is asked once for each call that it refuses to answer', async () => {
    const { provider, breakNext, calls } = await tested();
    breakNext('fail');

    await expect(provider.lookup({ key: 'o1:1', reference: 'pi_1' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });

    expect(calls).toEqual(['GET /v1/payment_intents/pi_1']);
  });

  it('is told the order, the payment and minor units, for manual capture', async () => {
    const { provider, books } = await tested();

    await provider.authorize(request);

    const metadata = { key: 'o1:1', orderId: 'o1', paymentId: 'pay1' };
    const told = { amount: 2100, currency: 'eur', capture_method: 'manual', metadata };
    expect(books.intents.get('pi_1')).toMatchObject(told);
  });

  it('counts krónur in hundredths', async () => {
    const { provider, books } = await tested();

    await provider.authorize({ ...request, amount: { amount: 500, currency: 'ISK' } });

    expect(books.intents.get('pi_1')).toMatchObject({ amount: 50_000, currency: 'isk' });
  });

  it('refunds once, though it has forgotten the key', async () => {
    const { provider, books, forgetKeys } = await tested();
    await provider.authorize(request);
    await provider.capture('pi_1');
    const refund = { key: 'r1', paymentId: 'pay1', reference: 'pi_1', amount: { amount: 500, currency: 'EUR' } };

    await provider.refund(refund);
    forgetKeys();
    await provider.refund(refund);

    expect(books.refunds.map(({ amount: units }) => units)).toEqual([500]);
  });

  it.each([
    ['an amount that it does not take', { ...request, amount: { amount: 10, currency: 'EUR' } }, 'amount_too_small'],
    ['a token of nobody', { ...request, paymentToken: 'tok_success' }, 'invalid_token'],
  ])('declines %s', async (_case, bad, reason) => {
    const { provider } = await tested();

    expect(await provider.authorize(bad)).toEqual({ status: 'declined', reason });
  });

  it('refuses a key with another body, which is our fault', async () => {
    const { provider } = await tested();
    await provider.authorize(request);

    const other = provider.authorize({ ...request, amount: { amount: 2200, currency: 'EUR' } });

    await expect(other).rejects.toMatchObject({ code: 'INTERNAL', reason: 'PROVIDER_REFUSED_CALL' });
  });

  it('refuses a secret that is none, which is our fault', async () => {
    const { provider } = await tested({ secretKey: 'sk_live_1' });

    const refused = { code: 'INTERNAL', reason: 'PROVIDER_REFUSED_CALL' };
    await expect(provider.authorize(request)).rejects.toMatchObject(refused);
  });

  it('tells why it refuses a refund', async () => {
    const { provider, books } = await tested();
    await provider.authorize(request);
    await provider.capture('pi_1');
    books.refusesRefunds = 'charge_disputed';

    const refund = provider.refund({ key: 'r1', paymentId: 'pay1', reference: 'pi_1', amount });

    expect(await refund).toEqual({ status: 'refused', reason: 'charge_disputed' });
  });

  it('keeps what it knows of the buyer out of our errors', async () => {
    const { provider } = await tested();
    await provider.authorize(request);

    const error = await provider.lookup({ key: 'o1:1', reference: 'pi_9' }).catch((thrown: unknown) => thrown);

    const shown = inspect(error, { depth: 9 });
    expect(shown).toContain('resource_missing');
    expect(shown).not.toMatch(/secret|headers/);
  });
});
