// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ExpireOrderMutationVariables = Exact<{
  orderId: string;
}>;

export type ExpireOrderMutation = { expireOrder: { wakeAt: string | null } };

export const ExpireOrder: TypedOperation<ExpireOrderMutation, ExpireOrderMutationVariables> = /* GraphQL */ `
mutation ExpireOrder($orderId: ID!) {
  expireOrder(orderId: $orderId) {
    wakeAt
  }
}
`;
