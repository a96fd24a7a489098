import { describe, expect, it } from 'vitest';
import { badVariables } from '#kernel/config.ts';
import { paymentsConfig } from './config.ts';

const complaintsAbout = (env: Record<string, string>) => badVariables(paymentsConfig, env).map(({ param }) => param);
const keys = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };

describe('the variables of payments', () => {
  it('need nothing for the sandbox', () => {
    expect(complaintsAbout({})).toEqual([]);
  });

  it.each([
    ['no keys', {}, ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']],
    ['no signing secret', { STRIPE_SECRET_KEY: 'sk_test_1' }, ['STRIPE_WEBHOOK_SECRET']],
    ['no API key', { STRIPE_WEBHOOK_SECRET: 'whsec_1' }, ['STRIPE_SECRET_KEY']],
    ['the key for browsers', { ...keys, STRIPE_SECRET_KEY: 'pk_test_1' }, ['STRIPE_SECRET_KEY']],
    ['both', keys, []],
  ])('say what Stripe needs: %s', (_case, env, expected) => {
    expect(complaintsAbout({ PAYMENT_PROVIDER: 'stripe', ...env })).toEqual(expected);
  });

  it.each([
    ['http://stand.in:5000', 'production', ['STRIPE_API_URL']],
    ['https://proxy.example', 'production', []],
    ['http://stand.in:5000', 'development', []],
    ['ftp://stand.in', 'development', ['STRIPE_API_URL']],
  ])('send %s no keys in the clear in %s', (STRIPE_API_URL, NODE_ENV, expected) => {
    expect(complaintsAbout({ ...keys, STRIPE_API_URL, NODE_ENV })).toEqual(expected);
  });
});
