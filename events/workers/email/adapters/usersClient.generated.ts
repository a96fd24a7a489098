// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type MailRecipientQueryVariables = Exact<{
  userId: string;
}>;

export type MailRecipientQuery = { mailRecipient: { email: string, name: string } | null };

export const MailRecipient: TypedOperation<MailRecipientQuery, MailRecipientQueryVariables> = /* GraphQL */ `
query MailRecipient($userId: ID!) {
  mailRecipient(userId: $userId) {
    email
    name
  }
}
`;
