import { randomUUID } from 'node:crypto';
import type { Patient } from '../measure/placeOrder.ts';
import type { ShopClient } from '../measure/shopClient.ts';

/** Somebody with an account, coming through one of the gateways. */
export type Buyer = { readonly client: ShopClient; readonly token: string };

type Payer = { readonly client: Patient; readonly token: string };

type Outcome = { readonly __typename: string; readonly message?: string };

/** @throws Error unless the money was taken, or is about to be: then the order says how it ended. */
export async function pay({ client, token }: Payer, orderId: string): Promise<void> {
  const document = `mutation Pay($input: PayOrderInput!) {
    payOrder(input: $input) { __typename ... on UserError { message } }
  }`;
  const input = { orderId, paymentToken: 'tok_success', idempotencyKey: randomUUID() };
  const { payOrder } = await client.askPatiently<{ payOrder: Outcome }>(document, { input }, token);
  if (!['PaymentSucceeded', 'PaymentPending'].includes(payOrder.__typename))
    throw new Error(`order ${orderId} was not paid: ${told(payOrder)}`);
}

/** @throws Error unless it is given up. */
export async function cancel({ client, token }: Buyer, orderId: string): Promise<void> {
  const document = `mutation Cancel($input: CancelOrderInput!) {
    cancelOrder(input: $input) { __typename ... on UserError { message } }
  }`;
  const { cancelOrder } = await client.askPatiently<{ cancelOrder: Outcome }>(document, { input: { orderId } }, token);
  if (cancelOrder.__typename !== 'OrderCancelled')
    throw new Error(`order ${orderId} was not cancelled: ${told(cancelOrder)}`);
}

const told = ({ __typename, message = '' }: Outcome) => `${__typename} ${message}`;

export type SeenOrder = {
  readonly id: string;
  readonly status: string;
  readonly items: readonly { readonly quantity: number; readonly product: { readonly id: string } }[];
};

/** An order as its buyer sees it. */
export async function readOrder({ client, token }: Buyer, id: string): Promise<SeenOrder> {
  const document = 'query Order($id: ID!) { order(id: $id) { id status items { quantity product { id } } } }';
  const { order } = await client.askPatiently<{ order: SeenOrder | null }>(document, { id }, token);
  if (!order) throw new Error(`order ${id} is gone`);
  return order;
}

export type Shelf = { readonly id: string; readonly available: number; readonly held: number };

/** What anybody sees of the stock. */
export async function readShelves(client: ShopClient, ids: readonly string[]): Promise<Shelf[]> {
  const document = 'query Shelf($id: ID!) { product(id: $id) { availability { available held } } }';
  type Answer = { product: { availability: Omit<Shelf, 'id'> } | null };
  const read = async (id: string): Promise<Shelf> => {
    const { product } = await client.askPatiently<Answer>(document, { id });
    if (!product) throw new Error(`product ${id} is gone`);
    return { id, ...product.availability };
  };
  return Promise.all(ids.map(read));
}

/** Lets business time pass, so that what nobody pays expires. */
export async function passTime({ client, token }: Buyer, seconds: number): Promise<void> {
  const document = 'mutation Pass($input: AdvanceClockInput!) { advanceClock(input: $input) { shopTime } }';
  await client.ask(document, { input: { seconds } }, token);
}
