import { createServer } from 'node:http';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closeServer, listen } from '#kernel/http.ts';
import { makeStripeClient } from './adapters/stripeClient.ts';
import type { WebhookInbox } from './ports.ts';
import { stripeWebhook } from './stripeWebhook.ts';
import { makeWebhooks, signed } from './testing/stripeWebhooks.ts';

const secret = 'whsec_test';
const intent = { id: 'pi_1', object: 'payment_intent', metadata: { paymentId: 'pay1' } };

async function door(inbox?: WebhookInbox) {
  const hints: Parameters<WebhookInbox>[0][] = [];
  const webhooks = makeWebhooks();
  let woken = 0;
  const stripe = makeStripeClient({ secretKey: 'sk_test_1', apiUrl: undefined, timeoutMs: 1 });
  const take: WebhookInbox = inbox ?? (async (hint) => void hints.push(hint));
  const app = express();
  stripeWebhook({ stripe, webhookSecret: secret, inbox: take, wake: () => woken++ })(app);
  const server = createServer(app);
  const url = `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0 })}/webhooks/stripe`;
  onTestFinished(() => closeServer(server));
  const post = async (body: string, signature?: string) => {
    const headers = { 'content-type': 'application/json', ...(signature && { 'stripe-signature': signature }) };
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  const event = (type: string, object: object) => {
    webhooks.tell(type, object);
    return webhooks.events.at(-1)?.body ?? '';
  };
  return { hints, post, event, woken: () => woken };
}

const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000);

describe('the webhook of Stripe', () => {
  it('takes what Stripe signed as a hint about a payment', async () => {
    const { post, event, hints, woken } = await door();
    const body = event('payment_intent.amount_capturable_updated', intent);

    expect(await post(body, signed(body, secret))).toBe(200);

    const type = 'payment_intent.amount_capturable_updated';
    expect(hints).toEqual([{ eventId: 'evt_1', type, paymentId: 'pay1' }]);
    expect(woken()).toBe(1);
  });

  it.each([
    ['no signature', () => undefined],
    ["somebody else's signature", (body: string) => signed(body, 'whsec_other')],
    ['the signature of another body', () => signed('{}', secret)],
    ['a signature older than five minutes', (body: string) => signed(body, secret, minutesAgo(6))],
    ['a signature that is none', () => 't=now,v1=yes'],
  ])('refuses %s', async (_case, signature) => {
    const { post, event, hints } = await door();
    const body = event('payment_intent.succeeded', intent);

    expect(await post(body, signature(body))).toBe(400);
    expect(hints).toEqual([]);
  });

  it('refuses what is signed and no event', async () => {
    const { post } = await door();

    expect(await post('no JSON', signed('no JSON', secret))).toBe(400);
  });

  it('refuses more than 256 KB unread', async () => {
    const { post } = await door();
    const body = 'x'.repeat(257 * 1024);

    expect(await post(body, signed(body, secret))).toBe(413);
  });

  it.each([
    ['what it does not listen to', 'customer.created', intent],
    ["what is no payment of this shop's", 'payment_intent.succeeded', { id: 'pi_9', object: 'payment_intent' }],
    ['metadata that hold no text', 'payment_intent.succeeded', { ...intent, metadata: { paymentId: { $ne: null } } }],
  ])('accepts %s and forgets it', async (_case, type, object) => {
    const { post, event, hints } = await door();
    const body = event(type, object);

    expect(await post(body, signed(body, secret))).toBe(200);
    expect(hints).toEqual([]);
  });

  it('is not confirmed before it is recorded, so that Stripe sends it again', async () => {
    const { post, event, woken } = await door(() => Promise.reject(new Error('the database is away')));
    const body = event('charge.refunded', { ...intent, object: 'charge' });

    expect(await post(body, signed(body, secret))).toBe(500);
    expect(woken()).toBe(0);
  });
});
