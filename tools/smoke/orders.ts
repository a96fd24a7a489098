import { expectOutcome } from './failure.ts';
import type { Person } from './person.ts';
import type { Received, Stream } from './stream.ts';

export type Line = { readonly productId: string; readonly quantity: number };

export type Order = {
  readonly id: string;
  readonly status: string;
  readonly total: { readonly amount: number; readonly formatted: string } | null;
  readonly expiresAt: string;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
  readonly payments: readonly { readonly id: string; readonly status: string }[];
  readonly history: readonly { readonly type: string; readonly status: string }[];
};

type Refusal<Name extends string> = { readonly __typename: Name; readonly code: string; readonly param: string | null };

const ORDER =
  'id status expiresAt total { amount formatted } items { name quantity } payments { id status } history { type status }';

const PLACE = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced { order { ${ORDER} } }
    ... on UserError { code message param }
    ... on BeingCheckedOut { retryAfter }
    ... on OutOfStock { available }
  }
}`;

export type PlaceResult =
  | { readonly __typename: 'OrderPlaced'; readonly order: Order }
  | (Refusal<'BeingCheckedOut'> & { readonly retryAfter: string })
  | Refusal<'OutOfStock' | 'ProductUnavailable'>;

const shippingAddress = {
  name: 'Ana Ștefănescu',
  street: 'Strada Lungă 1',
  city: 'Brașov',
  postalCode: '500035',
  country: 'RO',
};

/** What `placeOrder` takes; the same key and lines give the same order, however often it is asked. */
export const orderInput = (idempotencyKey: string, lines: readonly Line[]) => ({
  input: { idempotencyKey, lines, shippingAddress },
});

export const tryToOrder = async (person: Person, key: string, lines: readonly Line[]): Promise<PlaceResult> =>
  (await person.ask<{ placeOrder: PlaceResult }>(PLACE, orderInput(key, lines))).placeOrder;

/** @throws StoryFailure when it is not placed. */
export const order = async (person: Person, key: string, lines: readonly Line[]): Promise<Order> =>
  expectOutcome(await tryToOrder(person, key, lines), 'OrderPlaced').order;

/** How the shop refuses an operation as a whole, such as a key that was used for something else. */
export const orderRefusal = (person: Person, key: string, lines: readonly Line[]) =>
  person.refusalOf(PLACE, orderInput(key, lines));

/** Null for strangers. */
export const readOrder = async (person: Person, id: string): Promise<Order | null> =>
  (await person.ask<{ order: Order | null }>(`query Order($id: ID!) { order(id: $id) { ${ORDER} } }`, { id })).order;

type Told = { readonly order: { readonly timeline: readonly { readonly type: string }[] } | null };

/** The types of what happened to it in the whole shop, such as `StockReleased`, each read where it is decided. */
export const readTimeline = async (person: Person, id: string): Promise<readonly string[]> => {
  const { order } = await person.ask<Told>('query Timeline($id: ID!) { order(id: $id) { timeline { type } } }', { id });
  return order?.timeline.map(({ type }) => type) ?? [];
};

type Payment = { readonly id: string; readonly status: string };
export type PayResult =
  | { readonly __typename: 'PaymentSucceeded'; readonly payment: Payment }
  | (Refusal<'PaymentDeclined'> & { readonly declineReason: string; readonly payment: Payment })
  | (Refusal<'PaymentPending'> & { readonly payment: Payment })
  | Refusal<'OrderNotPayable'>;

const PAY = `mutation PayOrder($input: PayOrderInput!) {
  payOrder(input: $input) {
    __typename
    ... on UserError { code message param }
    ... on PaymentSucceeded { payment { id status } }
    ... on PaymentDeclined { declineReason payment { id status } }
    ... on PaymentPending { payment { id status } }
  }
}`;

type Pay = { readonly orderId: string; readonly paymentToken: string; readonly idempotencyKey: string };

export const pay = async (person: Person, input: Pay): Promise<PayResult> =>
  (await person.ask<{ payOrder: PayResult }>(PAY, { input })).payOrder;

type CancelResult =
  | { readonly __typename: 'OrderCancelled'; readonly order: Order }
  | Refusal<'OrderNotFound' | 'ActionNotAllowed'>;

/** @throws StoryFailure when it is not cancelled. */
export async function cancel(person: Person, orderId: string): Promise<Order> {
  const document = `mutation CancelOrder($input: CancelOrderInput!) {
    cancelOrder(input: $input) { __typename ... on OrderCancelled { order { ${ORDER} } } ... on UserError { code message } }
  }`;
  const { cancelOrder } = await person.ask<{ cancelOrder: CancelResult }>(document, { input: { orderId } });
  return expectOutcome(cancelOrder, 'OrderCancelled').order;
}

export type OrderChange = {
  readonly orderStatusChanged: {
    readonly previousStatus: string | null;
    readonly at: string;
    readonly order: {
      readonly id: string;
      readonly status: string;
      readonly items: readonly { readonly product: { readonly name: string } | null }[];
      readonly customer: { readonly name: string } | null;
      readonly payments: readonly { readonly status: string }[] | null;
    };
  };
};

/** Every event is joined across four subgraphs. */
export const watchOrder = (person: Person, orderId: string): Stream<OrderChange> =>
  person.watch<OrderChange>(
    `subscription Watch($orderId: ID!) {
      orderStatusChanged(orderId: $orderId) {
        previousStatus
        at
        order { id status items { product { name } } customer { name } payments { status } }
      }
    }`,
    { orderId },
  );

export const statusesOf = (seen: readonly Received<OrderChange>[]): string[] =>
  seen.map(({ data }) => data.orderStatusChanged.order.status);
