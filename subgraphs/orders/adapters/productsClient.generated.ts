// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ReserveStockInput = {
  orderId: string;
  lines: Array<ReserveLineInput>;
  /** When the hold may end. */
  heldUntil: string;
};

export type ReserveLineInput = {
  productId: string;
  quantity: number;
};

export type ReservationStatus =
  | 'HELD'
  | 'RELEASED'
  | 'COMMITTED'
  /** Sold, and back in stock. */
  | 'RETURNED';

export type QuotedLineStatus =
  /** It is sold. Whether there are enough units, `available` and `held` say. */
  | 'OK'
  /** Archived, or it does not exist. */
  | 'UNAVAILABLE';

export type ReserveStockMutationVariables = Exact<{
  input: ReserveStockInput;
}>;

export type ReserveStockMutation = { reserveStock:
    | { __typename: 'Reservation', status: ReservationStatus, lines: Array<{ productId: string, name: string, quantity: number, unitPrice: { amount: number, currency: string } }> }
    | { __typename: 'BeingCheckedOut', code: string, message: string, param: string | null, retryAfter: string }
    | { __typename: 'OutOfStock', code: string, message: string, param: string | null, available: number }
    | { __typename: 'ProductUnavailable', code: string, message: string, param: string | null }
   };

export type ReleaseStockMutationVariables = Exact<{
  orderId: string;
}>;

export type ReleaseStockMutation = { releaseStock: { status: ReservationStatus } };

export type CommitStockMutationVariables = Exact<{
  orderId: string;
}>;

export type CommitStockMutation = { commitStock: { status: ReservationStatus } };

export type ReturnStockMutationVariables = Exact<{
  orderId: string;
}>;

export type ReturnStockMutation = { returnStock: { status: ReservationStatus } };

export type QuoteLinesQueryVariables = Exact<{
  lines: Array<ReserveLineInput> | ReserveLineInput;
}>;

export type QuoteLinesQuery = { quoteLines: Array<{ productId: string, name: string | null, available: number, held: number, status: QuotedLineStatus, unitPrice: { amount: number, currency: string } | null }> | null };

export type StockStepsQueryVariables = Exact<{
  orderIds: Array<string> | string;
}>;

export type StockStepsQuery = { stockSteps: Array<{ orderId: string, type: string, units: number, at: string, recordedAt: string, eventId: string | null, requestId: string | null, causationId: string | null }> };

export const ReserveStock: TypedOperation<ReserveStockMutation, ReserveStockMutationVariables> = /* GraphQL */ `
mutation ReserveStock($input: ReserveStockInput!) {
  reserveStock(input: $input) {
    __typename
    ... on Reservation {
      status
      lines {
        productId
        name
        quantity
        unitPrice {
          amount
          currency
        }
      }
    }
    ... on BeingCheckedOut {
      code
      message
      param
      retryAfter
    }
    ... on OutOfStock {
      code
      message
      param
      available
    }
    ... on ProductUnavailable {
      code
      message
      param
    }
  }
}
`;

export const ReleaseStock: TypedOperation<ReleaseStockMutation, ReleaseStockMutationVariables> = /* GraphQL */ `
mutation ReleaseStock($orderId: ID!) {
  releaseStock(orderId: $orderId) {
    status
  }
}
`;

export const CommitStock: TypedOperation<CommitStockMutation, CommitStockMutationVariables> = /* GraphQL */ `
mutation CommitStock($orderId: ID!) {
  commitStock(orderId: $orderId) {
    status
  }
}
`;

export const ReturnStock: TypedOperation<ReturnStockMutation, ReturnStockMutationVariables> = /* GraphQL */ `
mutation ReturnStock($orderId: ID!) {
  returnStock(orderId: $orderId) {
    status
  }
}
`;

export const QuoteLines: TypedOperation<QuoteLinesQuery, QuoteLinesQueryVariables> = /* GraphQL */ `
query QuoteLines($lines: [ReserveLineInput!]!) {
  quoteLines(lines: $lines) {
    productId
    name
    unitPrice {
      amount
      currency
    }
    available
    held
    status
  }
}
`;

export const StockSteps: TypedOperation<StockStepsQuery, StockStepsQueryVariables> = /* GraphQL */ `
query StockSteps($orderIds: [ID!]!) {
  stockSteps(orderIds: $orderIds) {
    orderId
    type
    units
    at
    recordedAt
    eventId
    requestId
    causationId
  }
}
`;
