import { randomUUID } from 'node:crypto';
import type { ShopClient } from './shopClient.ts';

/** Whoever asks again for us, if need be. */
export type Patient = Pick<ShopClient, 'askPatiently'>;

export type Line = { readonly productId: string; readonly quantity: number };

export type PlaceResult =
  | { readonly __typename: 'OrderPlaced'; readonly order: { readonly id: string; readonly status: string } }
  | { readonly __typename: 'BeingCheckedOut'; readonly retryAfter: string }
  | { readonly __typename: 'OutOfStock' | 'ProductUnavailable'; readonly message: string };

const PLACE = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced { order { id status total { amount currency } } }
    ... on UserError { message }
    ... on BeingCheckedOut { retryAfter }
  }
}`;

const shippingAddress = {
  name: 'Ana Ștefănescu',
  street: 'Strada Lungă 1',
  city: 'Brașov',
  postalCode: '500035',
  country: 'RO',
};

/** Checks out once, as a careful client would. @throws Error for anything but an expected outcome. */
export async function placeOrder(client: Patient, token: string, lines: readonly Line[]): Promise<PlaceResult> {
  const input = { idempotencyKey: randomUUID(), lines, shippingAddress };
  return (await client.askPatiently<{ placeOrder: PlaceResult }>(PLACE, { input }, token)).placeOrder;
}
