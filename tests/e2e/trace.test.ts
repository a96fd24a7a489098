import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { testKafka } from '#testing/kafka.ts';
import { DEMO_PASSWORD, startShop } from '#testing/shop.ts';
import { eventually } from '#tools/smoke/eventually.ts';
import { orderInput } from '#tools/smoke/orders.ts';
import type { TracedSpan } from '#tools/traces/otlp.ts';
import { receiveTraces } from '#tools/traces/receiveTraces.ts';

const TEST_MS = 120_000;
const LOGIN = 'mutation LogIn($input: LoginInput!) { login(input: $input) { ... on Session { accessToken } } }';
const LOOK = 'query Look { products(first: 1, filter: { inStock: true }) { nodes { id } } }';
const PLACE =
  'mutation PlaceOrder($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { order { id } } } }';

/** What has to be in the trace of one order: service, and how the span's name begins. */
const EXPECTED = [
  ['gateway', 'mutation PlaceOrder'],
  ['gateway', 'plan'],
  ['gateway', 'fetch orders'],
  ['orders', 'mutation PlaceOrder__orders'],
  ['orders', 'find order'],
  ['orders', 'together'],
  ['orders', 'insert outbox'],
  ['orders', 'commitTransaction'],
  ['orders', 'ask products'],
  ['products', 'mutation'],
  ['products', 'insert outbox'],
  ['orders', 'publish OrderPlaced'],
  ['products', 'publish StockHeld'],
  ['expiration', 'expiration OrderPlaced'],
  ['email', 'email Order'],
  ['email', 'insert mails'],
  ['email', 'mail Order'],
  ['email', 'ask users MailRecipient'],
  ['users', 'query MailRecipient'],
  ['email', 'smtp'],
  ['email', 'publish MailSent'],
] as const;

const onKafka = () => ({
  KAFKA_BROKERS: testKafka().brokers,
  TOPIC_PREFIX: `t${randomBytes(4).toString('hex')}.`,
});

it.each([
  { how: 'over Kafka, in processes', environment: onKafka, args: ['--processes'] },
  { how: 'over the embedded log', environment: () => ({}), args: [] },
])('an order is one trace, from its client to the mail, $how', { timeout: TEST_MS }, async ({ environment, args }) => {
  const spans: TracedSpan[] = [];
  const receiver = await receiveTraces((more) => void spans.push(...more));
  onTestFinished(receiver.stop);
  const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '50' };
  const shop = await startShop({ ...environment(), ...tracing }, args);
  onTestFinished(shop.dispose);
  const [traceId, parentId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  await placeOrder(shop.url, `00-${traceId}-${parentId}-01`);

  const ofOrder = () => spans.filter((span) => span.traceId === traceId);
  const missing = () => EXPECTED.filter(([service, name]) => !ofOrder().some(isCalled(service, name)));
  await eventually(
    async () => missing(),
    (left) => left.length === 0,
    { expected: 'the whole trace' },
  );
  // Whatever is exported later was begun by something that is here, so no span can be without its parent for ever.
  const lost = () => {
    const ids = new Set(ofOrder().map(({ spanId }) => spanId));
    return ofOrder().filter((span) => span.parentId !== parentId && !ids.has(span.parentId ?? ''));
  };
  await eventually(
    async () => lost().map(({ service, name }) => `${service}: ${name}`),
    (orphans) => orphans.length === 0,
    { expected: 'a tree' },
  );
  expect(ofOrder().filter((span) => span.parentId === parentId)).toHaveLength(1);
  expect(JSON.stringify(ofOrder())).not.toMatch(/alice|Ștefănescu|Brașov/);
});

const isCalled =
  (service: string, name: string) =>
  (span: TracedSpan): boolean =>
    span.service === service && span.name.startsWith(name);

async function placeOrder(url: string, traceparent: string): Promise<void> {
  const credentials = { email: 'alice@bazaar.example', password: DEMO_PASSWORD };
  const { login } = await ask<{ login: { accessToken: string } }>(url, LOGIN, { input: credentials });
  const { products } = await ask<{ products: { nodes: [{ id: string }] } }>(url, LOOK, {});
  const input = orderInput(randomUUID(), [{ productId: products.nodes[0].id, quantity: 1 }]);
  const headers = { authorization: `Bearer ${login.accessToken}`, traceparent };
  const placed = await ask<{ placeOrder: { order?: object } }>(url, PLACE, input, headers);
  expect(placed.placeOrder.order).toBeDefined();
}

async function ask<Data>(url: string, query: string, variables: object, headers = {}): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}
