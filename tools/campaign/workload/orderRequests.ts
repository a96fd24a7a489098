const PLACE = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced { order { id status placedAt expiresAt } }
    ... on UserError { code message }
  }
}`;

const PAY = `mutation PayOrder($input: PayOrderInput!) {
  payOrder(input: $input) { __typename ... on UserError { code message } }
}`;

const CANCEL = `mutation CancelOrder($input: CancelOrderInput!) {
  cancelOrder(input: $input) { __typename ... on UserError { code message } }
}`;

export const documents = { PLACE, PAY, CANCEL } as const;

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

export type PayAnswer = {
  readonly payOrder:
    | { readonly __typename: 'PaymentSucceeded' }
    | ({
        readonly __typename: 'PaymentPending' | 'PaymentDeclined' | 'OrderNotPayable' | 'PaymentRequiresAction';
      } & UserError);
};

export type CancelAnswer = {
  readonly cancelOrder:
    | { readonly __typename: 'OrderCancelled' }
    | ({ readonly __typename: 'OrderNotFound' | 'ActionNotAllowed' } & UserError);
};

export const shippingAddress = {
  name: 'Ana Ștefănescu',
  street: 'Strada Lungă 1',
  city: 'Brașov',
  postalCode: '500035',
  country: 'RO',
} as const;
