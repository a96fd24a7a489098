import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Line, placeOrder } from '#tools/measure/placeOrder.ts';
import type { ShopClient } from '#tools/measure/shopClient.ts';

const PAY = `mutation PayOrder($input: PayOrderInput!) {
  payOrder(input: $input) { __typename ... on UserError { message } }
}`;
const STATUS = 'query Status($id: ID!) { order(id: $id) { status } }';

const LOOK_MS = 100;
const PATIENCE_MS = 30_000;

export type Customer = { readonly client: ShopClient; readonly token: string };

/** Places an order and pays it. Resolves when it is PAID. @throws Error when it comes to anything else. */
export async function checkOut({ client, token }: Customer, lines: readonly Line[]): Promise<void> {
  const placed = await placeOrder(client, token, lines);
  if (placed.__typename !== 'OrderPlaced') throw new Error(`not placed: ${placed.__typename}`);
  const { id } = placed.order;
  const input = { orderId: id, paymentToken: 'tok_success', idempotencyKey: randomUUID() };
  type Paid = { payOrder: { __typename: string; message?: string } };
  const { payOrder } = await client.askPatiently<Paid>(PAY, { input }, token);
  if (payOrder.__typename === 'PaymentSucceeded') return; // which says that the order is PAID
  if (payOrder.__typename !== 'PaymentPending')
    throw new Error(`not paid: ${payOrder.__typename}, ${payOrder.message}`);
  await untilPaid({ client, token }, id);
}

async function untilPaid({ client, token }: Customer, id: string): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; await pause(LOOK_MS)) {
    const { order } = await client.askPatiently<{ order: { status: string } | null }>(STATUS, { id }, token);
    if (order?.status === 'PAID') return;
  }
  throw new Error(`the order ${id} was not PAID within ${PATIENCE_MS / 1_000} s`);
}
