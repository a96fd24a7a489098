import { describe, expect, it } from 'vitest';
import type { PaymentProvider } from '../ports.ts';

type Token = 'success' | 'declined' | 'insufficientFunds' | 'invalid' | 'challenged' | 'lateRefund';

type Tested = {
  provider: PaymentProvider;
  tokens: Readonly<Record<Token, string>>;
  /** What the buyer's browser does in a challenge, or would like to do. */
  completeChallenge: (reference: string, approve: boolean) => Promise<unknown> | unknown;
  /** Late refunds arrive. */
  passTime: () => void;
  /** How many authorisations the provider holds open, challenges included. */
  open: () => number;
};

const amount = { amount: 2100, currency: 'EUR' };
const part = (units: number) => ({ amount: units, currency: 'EUR' });
const key = 'o1:1';

async function begin(open: () => Promise<Tested>, token: Token) {
  const tested = await open();
  const paymentToken = tested.tokens[token];
  const authorize = () => tested.provider.authorize({ key, paymentId: 'pay1', orderId: 'o1', paymentToken, amount });
  return { ...tested, authorize, first: await authorize() };
}

/** A payment that was captured. */
async function taken(open: () => Promise<Tested>, token: Token) {
  const { provider, first, ...rest } = await begin(open, token);
  const reference = referenceOf(first);
  expect(await provider.capture(reference)).toEqual({ status: 'captured' });
  const refund = (refundKey: string, units: number) =>
    provider.refund({ key: refundKey, paymentId: 'pay1', reference, amount: part(units) });
  return { ...rest, provider, reference, refund };
}

const referenceOf = (answer: { status: string }): string =>
  'reference' in answer && typeof answer.reference === 'string' ? answer.reference : `none: ${answer.status}`;

/** What payments relies on; every provider passes it alike. */
export function providerContract(open: () => Promise<Tested>): void {
  describe('a payment provider', () => {
    it('sets money aside and takes it, once however often it is asked', async () => {
      const { provider, authorize, first, open: held } = await begin(open, 'success');
      const reference = referenceOf(first);

      expect(first.status).toBe('authorized');
      expect(await authorize()).toEqual(first);
      expect(await provider.lookup({ key, reference })).toEqual(first);
      expect(held()).toBe(1);
      for (const _time of [1, 2]) expect(await provider.capture(reference)).toEqual({ status: 'captured' });
      expect(held()).toBe(0);
    });

    it('knows nothing of what it was not asked', async () => {
      const { provider } = await open();

      expect(await provider.lookup({ key: 'o9:1', reference: null })).toEqual({ status: 'unknown' });
    });

    it.each([
      ['declined', 'card_declined'],
      ['insufficientFunds', 'insufficient_funds'],
      ['invalid', 'invalid_token'],
    ] as const)('says why a card is %s, and keeps to it', async (token, reason) => {
      const { authorize, first, open: held } = await begin(open, token);

      expect(first).toEqual({ status: 'declined', reason });
      expect(await authorize()).toEqual(first);
      expect(held()).toBe(0);
    });

    it('gives back what it set aside, and takes it no more', async () => {
      const { provider, first, open: held } = await begin(open, 'success');
      const reference = referenceOf(first);

      for (const _time of [1, 2]) expect(await provider.void(reference)).toBe('voided');
      expect(await provider.capture(reference)).toEqual({ status: 'refused', reason: 'authorization_ended' });
      expect(held()).toBe(0);
    });

    it('says when it is too late to void', async () => {
      const { provider, reference } = await taken(open, 'success');

      expect(await provider.void(reference)).toBe('captured');
    });

    it('sets money aside when the buyer has passed the challenge', async () => {
      const { provider, authorize, first, completeChallenge } = await begin(open, 'challenged');
      const reference = referenceOf(first);
      const waiting = { status: 'requiresAction', reference, clientSecret: expect.stringMatching(/.+_secret/) };

      expect(first).toMatchObject(waiting);
      expect(await authorize()).toMatchObject(waiting);
      await completeChallenge(reference, true);

      const authorized = { status: 'authorized', reference };
      expect(await provider.lookup({ key, reference })).toEqual(authorized);
      expect(await authorize()).toEqual(authorized);
      expect(await provider.capture(reference)).toEqual({ status: 'captured' });
    });

    it('declines who fails the challenge, and lets no browser change that', async () => {
      const { provider, first, completeChallenge, open: held } = await begin(open, 'challenged');
      const reference = referenceOf(first);
      const declined = { status: 'declined', reason: 'authentication_failed' };

      await completeChallenge(reference, false);
      expect(await provider.lookup({ key, reference })).toEqual(declined);
      await completeChallenge(reference, true);

      expect(await provider.lookup({ key, reference })).toEqual(declined);
      expect(held()).toBe(0);
    });

    it('lets nobody pass a challenge that was called off', async () => {
      const { provider, first, completeChallenge, open: held } = await begin(open, 'challenged');
      const reference = referenceOf(first);

      expect(await provider.void(reference)).toBe('voided');
      await completeChallenge(reference, true);

      expect(await provider.lookup({ key, reference })).toMatchObject({ status: 'declined' });
      expect(held()).toBe(0);
    });

    it('gives back in parts, each once, and never more than it took', async () => {
      const { refund } = await taken(open, 'success');

      for (const _time of [1, 2]) expect(await refund('r1', 500)).toEqual({ status: 'succeeded' });
      expect(await refund('r2', 1_601)).toMatchObject({ status: 'refused' });
      expect(await refund('r3', 1_600)).toEqual({ status: 'succeeded' });
      expect(await refund('r1', 500)).toEqual({ status: 'succeeded' });
    });

    it('may take its time with a refund', async () => {
      const { refund, passTime } = await taken(open, 'lateRefund');

      for (const _time of [1, 2]) expect(await refund('r1', 500)).toEqual({ status: 'pending' });
      passTime();
      expect(await refund('r1', 500)).toEqual({ status: 'succeeded' });
    });
  });
}
