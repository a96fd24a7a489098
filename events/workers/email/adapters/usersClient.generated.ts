// Written by `npm run codegen`; change the .graphql file instead.
import type { TypedOperation } from '#kernel/serviceClient.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Locale =
  /** English. */
  | 'EN'
  /** Romanian. */
  | 'RO';

export type MailTokenPurpose =
  /** For `verifyEmail`, 24 hours. */
  | 'VERIFY_EMAIL'
  /** For `resetPassword`, 30 minutes. */
  | 'RESET_PASSWORD'
  /** For `verifyEmail` from the new address, 24 hours. */
  | 'CHANGE_EMAIL';

export type MailRecipientQueryVariables = Exact<{
  userId: string;
}>;

export type MailRecipientQuery = { mailRecipient: { email: string, name: string, locale: Locale } | null };

export type TakeMailTokenMutationVariables = Exact<{
  requestId: string;
}>;

export type TakeMailTokenMutation = { mailToken: { token: string, purpose: MailTokenPurpose, email: string } | null };

export const MailRecipient: TypedOperation<MailRecipientQuery, MailRecipientQueryVariables> = /* GraphQL */ `
query MailRecipient($userId: ID!) {
  mailRecipient(userId: $userId) {
    email
    name
    locale
  }
}
`;

export const TakeMailToken: TypedOperation<TakeMailTokenMutation, TakeMailTokenMutationVariables> = /* GraphQL */ `
mutation TakeMailToken($requestId: ID!) {
  mailToken(requestId: $requestId) {
    token
    purpose
    email
  }
}
`;
