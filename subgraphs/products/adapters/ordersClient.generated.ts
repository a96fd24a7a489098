// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type HoldVerdict =
  /** The order may still be paid. */
  | 'KEEP'
  /** The order has ended without a payment, or was never recorded. */
  | 'RELEASE'
  /** The order was paid. */
  | 'COMMIT';

export type HoldVerdictsQueryVariables = Exact<{
  orderIds: Array<string> | string;
}>;

export type HoldVerdictsQuery = { holdVerdicts: Array<HoldVerdict> };

export const HoldVerdicts: TypedOperation<HoldVerdictsQuery, HoldVerdictsQueryVariables> = /* GraphQL */ `
query HoldVerdicts($orderIds: [ID!]!) {
  holdVerdicts(orderIds: $orderIds)
}
`;
