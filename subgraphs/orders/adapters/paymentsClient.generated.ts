// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PaymentStepsQueryVariables = Exact<{
  orderIds: Array<string> | string;
}>;

export type PaymentStepsQuery = { paymentSteps: Array<{ id: string, orderId: string, type: string, at: string | null, recordedAt: string, reason: string | null, eventId: string | null, requestId: string | null, causationId: string | null, amount: { amount: number, currency: string } }> };

export const PaymentSteps: TypedOperation<PaymentStepsQuery, PaymentStepsQueryVariables> = /* GraphQL */ `
query PaymentSteps($orderIds: [ID!]!) {
  paymentSteps(orderIds: $orderIds) {
    id
    orderId
    type
    at
    recordedAt
    amount {
      amount
      currency
    }
    reason
    eventId
    requestId
    causationId
  }
}
`;
