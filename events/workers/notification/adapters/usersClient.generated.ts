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

export type UserLocaleQueryVariables = Exact<{
  userId: string;
}>;

export type UserLocaleQuery = { userLocale: Locale | null };

export const UserLocale: TypedOperation<UserLocaleQuery, UserLocaleQueryVariables> = /* GraphQL */ `
query UserLocale($userId: ID!) {
  userLocale(userId: $userId)
}
`;
