// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

export type MailWishesQueryVariables = Exact<{
  userId: string;
  category: NotificationCategory;
}>;

export type MailWishesQuery = { channelsFor: Array<NotificationChannel>, unsubscribeToken: string };

export type TestMailContentQueryVariables = Exact<{
  mailId: string;
}>;

export type TestMailContentQuery = { testMail: { to: string, subject: string, html: string } | null };

export const MailWishes: TypedOperation<MailWishesQuery, MailWishesQueryVariables> = /* GraphQL */ `
query MailWishes($userId: ID!, $category: NotificationCategory!) {
  channelsFor(userId: $userId, category: $category)
  unsubscribeToken(userId: $userId)
}
`;

export const TestMailContent: TypedOperation<TestMailContentQuery, TestMailContentQueryVariables> = /* GraphQL */ `
query TestMailContent($mailId: ID!) {
  testMail(mailId: $mailId) {
    to
    subject
    html
  }
}
`;
