import type { Address, AddressBook, SavedAddress } from './domain/addressBook.ts';
import type { MailPurpose, MailRequest } from './domain/mailRequest.ts';
import type { SessionEvent } from './domain/session.ts';
import type { Account, Locale, User } from './domain/user.ts';
import type { SessionGrant, StoredSession } from './sessionPorts.ts';

/** `at` is business time, for what is published; `now` is real time, for tokens. */
export type Moment = { readonly at: Date; readonly now: Date };

export type ProfileChange = { readonly name?: string; readonly locale?: Locale; readonly phone?: string | null };

/** What the owner changes on an account. Each change and what it publishes is one transaction. */
export type OwnAccountStore = {
  /** Publishes UserUpdated. @returns the account as it is then, or null when it is gone. */
  changeProfile(userId: string, change: ProfileChange, at: Date): Promise<Account | null>;
  /**
   * Sets the hash, ends all sessions, starts `first`, withdraws requests by which somebody else could take the account,
   * and publishes PasswordChanged.
   *
   * @param before as its password was checked.
   * @returns false, having changed nothing, when the password has changed since or the account was deactivated.
   */
  changePassword(
    change: { before: Account; passwordHash: string; first: StoredSession; events: readonly SessionEvent[] },
    moment: Moment,
  ): Promise<boolean>;
  /** Publishes SessionRevoked for each whose access tokens may still count. @returns how many were open. */
  endSessions(userId: string, moment: Moment): Promise<number>;
};

export type AddressStore = {
  ofUser(userId: string): Promise<AddressBook>;
  /**
   * Replaces the addresses by what `change` makes of them; of two changes at once each sees the other's or comes first.
   *
   * @returns the addresses as they are then, or null when the account is gone. @throws what `change` throws.
   */
  change(userId: string, change: (book: AddressBook) => AddressBook): Promise<AddressBook | null>;
};

/** Requests for mails with a token. Each operation is one transaction with what it publishes. */
export type MailRequestStore = {
  /**
   * Puts a request in the place of the user's earlier one for the same purpose, and publishes it.
   *
   * @returns false, having stored nothing, when the account is gone or was deactivated.
   */
  make(request: MailRequest, at: Date): Promise<boolean>;
  /** Gives an open request its token, in place of the one it had. Null when it is used, superseded or expired. */
  mint(requestId: string, tokenHash: string, now: Date): Promise<MailRequest | null>;
  /** The open request that a token belongs to. */
  ofToken(tokenHash: string, now: Date): Promise<MailRequest | null>;
  /**
   * Uses up the token of a verification or of a change of address: the address becomes the account's, and verified.
   * Publishes EmailVerified, and UserUpdated when it is another address than before.
   *
   * @returns the address, or null when the token is not good (any more).
   * @throws AppError REFUSED (EMAIL_TAKEN): somebody else has an account with it by now. The token stays.
   */
  verifyEmail(tokenHash: string, moment: Moment): Promise<string | null>;
  /**
   * Uses up a reset token: sets the hash, ends all sessions, withdraws all other requests, and the e-mail counts as
   * verified. Publishes PasswordChanged, and EmailVerified when it was not.
   *
   * @returns how many sessions were open, or null when the token is not good (any more).
   */
  resetPassword(tokenHash: string, passwordHash: string, moment: Moment): Promise<number | null>;
};

export type ResetInquiry = { readonly id: string; readonly email: string };

/** E-mails that somebody wants to reset the password of, whether or not they belong to anybody. */
export type ResetInquiries = {
  note(inquiry: ResetInquiry): Promise<void>;
  /** Some of those that wait, the oldest first. */
  waiting(): Promise<readonly ResetInquiry[]>;
  /** Strikes it off and, in the same transaction, makes what `requestOf` says for an account that may sign in. */
  settle(inquiry: ResetInquiry, requestOf: (account: Account) => MailRequest, at: Date): Promise<void>;
};

export type MailToken = { readonly token: string; readonly purpose: MailPurpose; readonly email: string };

/** An address, and all that its owner has now. */
export type AddressAmongOthers = { readonly address: SavedAddress; readonly addresses: AddressBook };

type ByUser<Request> = Request & { readonly userId: string };

/** What the owner of an account may do, and who holds a token from one of its mails. */
export type SelfService = {
  /** @throws AppError UNAUTHENTICATED (ACCOUNT_GONE). */
  updateProfile(request: ByUser<{ change: ProfileChange }>): Promise<User>;
  /** @throws AppError REFUSED (INVALID_CREDENTIALS), UNAVAILABLE (SIGN_IN_BUSY), UNAUTHENTICATED (ACCOUNT_GONE). */
  changePassword(request: ByUser<{ currentPassword: string; newPassword: string }>): Promise<SessionGrant>;
  /** @returns how many sessions were open. */
  logoutEverywhere(userId: string): Promise<number>;
  addresses(userId: string): Promise<AddressBook>;
  /** @throws AppError REFUSED (TOO_MANY_ADDRESSES), UNAUTHENTICATED (ACCOUNT_GONE). */
  addAddress(request: ByUser<{ address: Address; isDefault: boolean }>): Promise<AddressAmongOthers>;
  /** @throws AppError REFUSED (ADDRESS_UNKNOWN), UNAUTHENTICATED (ACCOUNT_GONE). */
  updateAddress(request: ByUser<{ id: string; change: Partial<Address> }>): Promise<AddressAmongOthers>;
  /** @throws AppError REFUSED (ADDRESS_UNKNOWN), UNAUTHENTICATED (ACCOUNT_GONE). */
  removeAddress(request: ByUser<{ id: string }>): Promise<AddressBook>;
  /** @throws AppError REFUSED (ADDRESS_UNKNOWN), UNAUTHENTICATED (ACCOUNT_GONE). */
  setDefaultAddress(request: ByUser<{ id: string }>): Promise<AddressAmongOthers>;
  /** @returns where the mail goes. @throws AppError REFUSED (EMAIL_ALREADY_VERIFIED), UNAUTHENTICATED (ACCOUNT_GONE). */
  requestEmailVerification(userId: string): Promise<string>;
  /** @returns the verified address. @throws AppError REFUSED (TOKEN_INVALID, EMAIL_TAKEN). */
  verifyEmail(token: string): Promise<string>;
  /** Says nothing about who has an account, not even by the time it takes. */
  requestPasswordReset(email: string): Promise<void>;
  /** @returns how many sessions were open. @throws AppError REFUSED (TOKEN_INVALID), UNAVAILABLE (SIGN_IN_BUSY). */
  resetPassword(request: { token: string; newPassword: string }): Promise<number>;
  /** @throws AppError REFUSED (INVALID_CREDENTIALS, EMAIL_TAKEN), UNAVAILABLE (SIGN_IN_BUSY), UNAUTHENTICATED (ACCOUNT_GONE). */
  changeEmail(request: ByUser<{ newEmail: string; password: string }>): Promise<void>;
  /** Null when the request is used, superseded or expired. */
  mailToken(requestId: string): Promise<MailToken | null>;
};
