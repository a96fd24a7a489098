// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PaymentStepInput = {
  orderId: string;
  paymentId: string;
};

/** From PENDING to AWAITING_PAYMENT, PAYING, PAID, FULFILLING, SHIPPED, DELIVERED; or it ends early. */
export type OrderStatus =
  /** Recorded; its stock is being held. */
  | 'PENDING'
  /** The stock is held until `expiresAt`: pay now. */
  | 'AWAITING_PAYMENT'
  /** A payment is being captured. */
  | 'PAYING'
  | 'PAID'
  | 'FULFILLING'
  | 'SHIPPED'
  | 'DELIVERED'
  /** Its stock could not be held. */
  | 'FAILED'
  /** Not paid in time. */
  | 'EXPIRED'
  | 'CANCELLED';

export type PayableOrderQueryVariables = Exact<{
  orderId: string;
}>;

export type PayableOrderQuery = { payableOrder: { id: string, customerId: string, status: OrderStatus, expiresAt: string, total: { amount: number, currency: string } | null } | null };

export type BeginPaymentMutationVariables = Exact<{
  input: PaymentStepInput;
}>;

export type BeginPaymentMutation = { beginPayment: { id: string } };

export type ConfirmPaymentMutationVariables = Exact<{
  input: PaymentStepInput;
}>;

export type ConfirmPaymentMutation = { confirmPayment: { id: string } };

export type FailPaymentMutationVariables = Exact<{
  input: PaymentStepInput;
}>;

export type FailPaymentMutation = { failPayment: { id: string } };

export const PayableOrder: TypedOperation<PayableOrderQuery, PayableOrderQueryVariables> = /* GraphQL */ `
query PayableOrder($orderId: ID!) {
  payableOrder(orderId: $orderId) {
    id
    customerId
    status
    total {
      amount
      currency
    }
    expiresAt
  }
}
`;

export const BeginPayment: TypedOperation<BeginPaymentMutation, BeginPaymentMutationVariables> = /* GraphQL */ `
mutation BeginPayment($input: PaymentStepInput!) {
  beginPayment(input: $input) {
    id
  }
}
`;

export const ConfirmPayment: TypedOperation<ConfirmPaymentMutation, ConfirmPaymentMutationVariables> = /* GraphQL */ `
mutation ConfirmPayment($input: PaymentStepInput!) {
  confirmPayment(input: $input) {
    id
  }
}
`;

export const FailPayment: TypedOperation<FailPaymentMutation, FailPaymentMutationVariables> = /* GraphQL */ `
mutation FailPayment($input: PaymentStepInput!) {
  failPayment(input: $input) {
    id
  }
}
`;
