const PLACE = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced { order { id status placedAt expiresAt } }
    ... on UserError { code message }
  }
}`;

const PAY = `mutation PayOrder($input: PayOrderInput!) {
  payOrder(input: $input) {
    __typename
    ... on PaymentSucceeded { payment { createdAt } }
    ... on PaymentPending { payment { createdAt } }
    ... on UserError { code message }
  }
}`;

const CANCEL = `mutation CancelOrder($input: CancelOrderInput!) {
  cancelOrder(input: $input) { __typename ... on UserError { code message } }
}`;

const SHOP_TIME = 'query ShopTime { shopTime }';

export const documents = { PLACE, PAY, CANCEL, SHOP_TIME } as const;

export type Placed = {
  readonly __typename: 'OrderPlaced';
  readonly order: {
    readonly id: string;
    readonly status: string;
    /** Both in shop time. */
    readonly placedAt: string;
    readonly expiresAt: string;
  };
};

type UserError = { readonly code: string; readonly message: string };

export type PlaceAnswer = {
  readonly placeOrder:
    | Placed
    | ({ readonly __typename: 'BeingCheckedOut' | 'OutOfStock' | 'ProductUnavailable' | 'CouponRejected' } & UserError);
};

/** `createdAt` in shop time. */
type Noted = { readonly payment: { readonly createdAt: string } };

export type PayAnswer = {
  readonly payOrder:
    | ({ readonly __typename: 'PaymentSucceeded' } & Noted)
    | ({ readonly __typename: 'PaymentPending' } & UserError & Noted)
    | ({
        readonly __typename: 'PaymentDeclined' | 'OrderNotPayable' | 'PaymentRequiresAction';
      } & UserError);
};

export type CancelAnswer = {
  readonly cancelOrder:
    | { readonly __typename: 'OrderCancelled' }
    | ({ readonly __typename: 'OrderNotFound' | 'ActionNotAllowed' } & UserError);
};

/** Null when orders is away. */
export type ShopTimeAnswer = { readonly shopTime: string | null };

export const shippingAddress = {
  name: 'Ana Ștefănescu',
  street: 'Strada Lungă 1',
  city: 'Brașov',
  postalCode: '500035',
  country: 'RO',
} as const;
