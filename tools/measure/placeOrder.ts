import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AskedTooMuch, type ShopClient } from './shopClient.ts';

const ATTEMPTS = 10;
const AGAIN_MS = 1_000;

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

/**
 * Checks out as a careful client would: where the shop has no time to answer, the same is asked again under the same key.
 *
 * @throws Error for anything but an expected outcome.
 */
export async function placeOrder(client: ShopClient, token: string, lines: readonly Line[]): Promise<PlaceResult> {
  const input = { idempotencyKey: randomUUID(), lines, shippingAddress };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await client.ask<{ placeOrder: PlaceResult }>(PLACE, { input }, token)).placeOrder;
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof AskedTooMuch)) throw error;
      await pause(AGAIN_MS * attempt * Math.random());
    }
  }
}
