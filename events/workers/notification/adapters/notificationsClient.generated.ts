// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type DispatchNoticeInput = {
  /** The event that it tells of: a second time changes nothing. */
  eventId: string;
  userId: string;
  channels: Array<NotificationChannel>;
  /** Of the event, such as `OrderPaid`. */
  type: string;
  at: string;
  title: string;
  body: string;
  orderId?: string | null | undefined;
};

export type DeliverNotificationInput = {
  /** The event that it tells of: a second delivery changes nothing. */
  eventId: string;
  userId: string;
  kind: NotificationKind;
  title: string;
  body: string;
  orderId?: string | null | undefined;
};

/** What a message is about. */
export type NotificationCategory =
  /** Sign-in and the account itself: welcome, verification, passwords, bans. */
  | 'ACCOUNT'
  /** Orders: received, paid, shipped, delivered, expired, cancelled. */
  | 'ORDER_UPDATES'
  /** Payments: received, declined, given back. */
  | 'PAYMENTS';

/** Where a message goes. */
export type NotificationChannel =
  | 'EMAIL'
  /** The inbox, `Query.notifications`. */
  | 'IN_APP'
  /** Web Push, where a browser was registered for it. */
  | 'PUSH'
  /** The caller's own webhooks. */
  | 'WEBHOOK';

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

export type ChannelsForQueryVariables = Exact<{
  userId: string;
  category: NotificationCategory;
}>;

export type ChannelsForQuery = { channelsFor: Array<NotificationChannel> };

export type DispatchNoticeMutationVariables = Exact<{
  input: DispatchNoticeInput;
}>;

export type DispatchNoticeMutation = { dispatchNotice: number };

export const DeliverNotification: TypedOperation<DeliverNotificationMutation, DeliverNotificationMutationVariables> = /* GraphQL */ `
mutation DeliverNotification($input: DeliverNotificationInput!) {
  deliverNotification(input: $input) {
    id
  }
}
`;

export const ChannelsFor: TypedOperation<ChannelsForQuery, ChannelsForQueryVariables> = /* GraphQL */ `
query ChannelsFor($userId: ID!, $category: NotificationCategory!) {
  channelsFor(userId: $userId, category: $category)
}
`;

export const DispatchNotice: TypedOperation<DispatchNoticeMutation, DispatchNoticeMutationVariables> = /* GraphQL */ `
mutation DispatchNotice($input: DispatchNoticeInput!) {
  dispatchNotice(input: $input)
}
`;
