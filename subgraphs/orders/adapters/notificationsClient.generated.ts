// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type DeliveryStatus =
  /** It will be tried, again and again for a day and a half. */
  | 'WAITING'
  /** The other side took it. */
  | 'DELIVERED'
  /** Given up. */
  | 'FAILED';

/** Where a message goes. */
export type NotificationChannel =
  | 'EMAIL'
  /** The inbox, `Query.notifications`. */
  | 'IN_APP'
  /** Web Push, where a browser was registered for it. */
  | 'PUSH'
  /** The caller's own webhooks. */
  | 'WEBHOOK';

export type OrderMessagesQueryVariables = Exact<{
  orderIds: Array<string> | string;
}>;

export type OrderMessagesQuery = { orderMessages: Array<{ id: string, orderId: string, channel: NotificationChannel, status: DeliveryStatus, causationId: string, userId: string | null, attempts: number | null, reason: string | null, at: string | null, recordedAt: string | null, requestId: string | null, eventId: string | null, partition: number | null, offset: string | null }> };

export const OrderMessages: TypedOperation<OrderMessagesQuery, OrderMessagesQueryVariables> = /* GraphQL */ `
query OrderMessages($orderIds: [ID!]!) {
  orderMessages(orderIds: $orderIds) {
    id
    orderId
    channel
    status
    causationId
    userId
    attempts
    reason
    at
    recordedAt
    requestId
    eventId
    partition
    offset
  }
}
`;
