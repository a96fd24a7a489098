// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type DeliverNotificationInput = {
  /** The event that it tells of: a second delivery changes nothing. */
  eventId: string;
  userId: string;
  kind: NotificationKind;
  title: string;
  body: string;
  orderId?: string | null | undefined;
};

/** What it is about. */
export type NotificationKind =
  /** The account. */
  | 'WELCOME'
  | 'ORDER'
  | 'PAYMENT';

export type DeliverNotificationMutationVariables = Exact<{
  input: DeliverNotificationInput;
}>;

export type DeliverNotificationMutation = { deliverNotification: { id: string } };

export const DeliverNotification: TypedOperation<DeliverNotificationMutation, DeliverNotificationMutationVariables> = /* GraphQL */ `
mutation DeliverNotification($input: DeliverNotificationInput!) {
  deliverNotification(input: $input) {
    id
  }
}
`;
