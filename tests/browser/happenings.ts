import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { deadLetterOf } from '#events/deadLetters/record.ts';
import { openTransport } from '#events/transport/open.ts';
import type { DeliveredMessage, Transport } from '#events/transport/transport.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { DEMO_PASSWORD, type Shop } from '#testing/shop.ts';
import { testScope } from '#testing/testScope.ts';
import { replicaSetUri } from '#tools/mongod/replicaSet.ts';
import { login } from '#tools/smoke/accounts.ts';
import { expectOutcome } from '#tools/smoke/failure.ts';
import { order, pay } from '#tools/smoke/orders.ts';
import { Person } from '#tools/smoke/person.ts';

const PRODUCTS = '{ products(first: 1, filter: { inStock: true }) { nodes { id } } }';

export async function signedIn(shop: Shop, name: string): Promise<Person> {
  const session = expectOutcome(await login(new Person(shop.url), `${name}@bazaar.example`, DEMO_PASSWORD), 'Session');
  return new Person(shop.url, session.accessToken);
}

/** @returns the order's id. */
export async function placeOrder(customer: Person): Promise<string> {
  const { products } = await customer.ask<{ products: { nodes: { id: string }[] } }>(PRODUCTS);
  return (await order(customer, randomUUID(), [{ productId: products.nodes[0]?.id ?? '', quantity: 1 }])).id;
}

export async function payOrder(customer: Person, orderId: string): Promise<void> {
  const paid = await pay(customer, { orderId, paymentToken: 'tok_success', idempotencyKey: randomUUID() });
  expectOutcome(paid, 'PaymentSucceeded');
}

/** Waits until the preview has the mail of a paid order. @returns its subject, which no other mail has. */
export async function mailOf(shop: Shop, orderId: string): Promise<string> {
  const subject = `Your order ${orderId.slice(0, 8).toUpperCase()} is confirmed`;
  for (;;) {
    const mails = (await (await fetch(`${shop.mailUrl}/email`)).json()) as { subject: string }[];
    if (mails.some((mail) => mail.subject === subject)) return subject;
    await pause(100);
  }
}

/**
 * Puts an order's payment aside for the e-mail worker, which has handled it, as if it could not have been: when it comes again
 * nothing is mailed twice.
 */
export async function setEventAside(shop: Shop, orderId: string): Promise<void> {
  const port = Number(new URL(shop.url).port) + portOffsets.mongod;
  const config = {
    MONGODB_URI: replicaSetUri(port),
    DATABASE_PREFIX: 'bazaar',
    TOPIC_PREFIX: '',
    STARTUP_TIMEOUT_MS: 10_000,
  };
  const scope = testScope();
  try {
    const transport = await openTransport(config, { name: 'test', alone: true }, scope);
    const message = await paymentOf(transport, orderId);
    const error = new TypeError('no text for <img src="https://elsewhere.example/">');
    const verdict = { kind: 'poison', error, attempts: 5, since: new Date() } as const;
    await transport.publish([deadLetterOf(message, { consumer: 'email', instance: randomUUID() }, verdict)]);
  } finally {
    await scope.stop();
  }
}

async function paymentOf(transport: Transport, orderId: string): Promise<DeliveredMessage> {
  const { promise, resolve } = Promise.withResolvers<DeliveredMessage>();
  const handle = async (message: DeliveredMessage) => {
    if (message.key === orderId && JSON.parse(message.value).type === 'OrderPaid') resolve(message);
  };
  const since = new Date(Date.now() - 60_000);
  const subscription = await transport.broadcast({ topics: ['orders.v1'], since, handle });
  const message = await promise;
  await subscription.stop();
  return message;
}
