// Written by `npm run codegen`; change the .graphql file instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserView, UsersContext } from './ports.ts';
import type { SessionGrant } from './sessionPorts.ts';
import type { SavedAddress as Saved } from './domain/addressBook.ts';
import type { AddressAmongOthers, MailToken as TokenOfMail } from './selfServicePorts.ts';
import type { ListedUsers } from './adminPorts.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, ISO 8601 with milliseconds. */
  DateTime: { input: Date; output: Date; }
  link__Import: { input: unknown; output: unknown; }
  federation__FieldSet: { input: unknown; output: unknown; }
  federation__Scope: { input: unknown; output: unknown; }
  federation__Policy: { input: unknown; output: unknown; }
  federation__ContextFieldValue: { input: unknown; output: unknown; }
};

export type Query = {
  __typename?: 'Query';
  /** The signed-in user. Null for a visitor. */
  me?: Maybe<User>;
  /** The user with this id: oneself, or for an admin anybody. Null for everybody else, and for who doesn't exist. */
  user?: Maybe<User>;
  /**
   * Users that are not deleted. Requires the role admin. `search` finds users of whose name, or e-mail, each word given is
   * the beginning. Bad arguments are BAD_USER_INPUT (INVALID_FILTER, INVALID_PAGE, INVALID_INPUT).
   * Null when the users subgraph is away.
   */
  users?: Maybe<UserConnection>;
  /** Where to send a user's mail. For services. */
  mailRecipient?: Maybe<MailRecipient>;
  /** The language a user wants to read. Null for an account that is gone. For services. */
  userLocale?: Maybe<Locale>;
};

export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

export type QueryUsersArgs = {
  filter?: InputMaybe<UserFilter>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: UserSort;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryMailRecipientArgs = {
  userId: Scalars['ID']['input'];
};

export type QueryUserLocaleArgs = {
  userId: Scalars['ID']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Creates an account with the role customer and signs it in. Bad fields are BAD_USER_INPUT (INVALID_INPUT), all of them
   * at once; UNAVAILABLE (SIGN_IN_BUSY) when too many people sign in at this moment.
   */
  register: RegisterResult;
  /**
   * Signs in; other sessions of the user go on, of more than 200 the ones that were used last. An unknown e-mail and a wrong password give the same answer.
   * UNAVAILABLE (SIGN_IN_BUSY) when too many people sign in at this moment.
   */
  login: LoginResult;
  /**
   * Exchanges a refresh token for the next one and a new access token. Each refresh token works once, for 30 days. Using
   * one again ends the session for everybody who holds a token of it. Of two requests with one token under way at once one
   * gets the session and the other SessionEnded: a client with several windows lets one of them refresh.
   */
  refreshSession: RefreshSessionResult;
  /**
   * Ends the session that the refresh token belongs to, and with it its access tokens. May be repeated; an unknown token
   * changes nothing.
   */
  logout: LogoutPayload;
  /** Ends all sessions of the caller, this one too, and with them their access tokens. Requires a signed-in user. */
  logoutEverywhere: LogoutEverywherePayload;
  /**
   * Changes what is given and leaves the rest as it is. Requires a signed-in user. Bad fields are BAD_USER_INPUT
   * (INVALID_INPUT), all of them at once.
   */
  updateProfile: UpdateProfilePayload;
  /**
   * Permission to send one picture of oneself: a JPEG, PNG or WebP of at most 1 MB, within five minutes. It takes the place of
   * the one before, which is deleted. Requires a signed-in user. What the upload itself is refused for says docs/files.md.
   */
  requestAvatarUpload: UploadTicket;
  /** Deletes the caller's picture. Repeatable. Requires a signed-in user. */
  removeAvatar: RemoveAvatarPayload;
  /**
   * Sets a new password, ends all sessions of the caller and starts a new one. Requires a signed-in user.
   * UNAVAILABLE (SIGN_IN_BUSY) when too many people sign in at this moment.
   */
  changePassword: ChangePasswordResult;
  /**
   * Saves an address; the first one is the default. An address that is there already is not saved twice, so repeating it
   * is safe. Requires a signed-in user.
   */
  addAddress: AddAddressResult;
  /** Changes the fields that are given. Orders keep the address they were placed with. Requires a signed-in user. */
  updateAddress: UpdateAddressResult;
  /** Removes an address. When it was the default, the oldest of the others becomes it. Requires a signed-in user. */
  removeAddress: RemoveAddressResult;
  /** Makes an address the only default. Requires a signed-in user. */
  setDefaultAddress: SetDefaultAddressResult;
  /**
   * Sends another mail with a token for `verifyEmail`, good for 24 hours; the tokens of earlier ones end. Requires a
   * signed-in user.
   */
  requestEmailVerification: RequestEmailVerificationResult;
  /**
   * Ends all sessions of a user, and lets nobody sign in to the account until `unbanUser`. Access tokens that are about stop
   * counting within a second, for open subscriptions too. Requires the role admin. Repeatable: the first reason stays.
   */
  banUser: BanUserResult;
  /** Lets a user sign in again. Requires the role admin. Repeatable. */
  unbanUser: UnbanUserResult;
  /**
   * Gives a user exactly these roles, and ends all sessions of the user, so that the old ones stop counting. Requires the
   * role admin. Repeatable: who has these roles already stays signed in.
   */
  setRoles: SetRolesResult;
  /**
   * Erases an account for good: name, e-mail, password, addresses and all else that is personal, sessions ended, the e-mail
   * free again. Orders stay, without name and address. Admins delete anybody; a user deletes oneself, with the password.
   * Repeatable. UNAVAILABLE (SIGN_IN_BUSY) when too many people sign in at this moment.
   */
  deleteUser: DeleteUserResult;
  /**
   * Takes the token of a verification mail, or of the mail that `changeEmail` has sent: then the new address takes the place
   * of the old one. Needs no sign-in; each token works once.
   */
  verifyEmail: VerifyEmailResult;
  /**
   * Sends a mail with a token for `resetPassword`, good for 30 minutes; the tokens of earlier ones end. Needs no sign-in.
   * The answer is the same, and takes as long, whether or not somebody has an account with this e-mail.
   */
  requestPasswordReset: RequestPasswordResetResult;
  /**
   * Takes the token of a reset mail, sets the password, and ends all sessions of the user. The e-mail counts as verified
   * then. Needs no sign-in; each token works once. UNAVAILABLE (SIGN_IN_BUSY) when too many people sign in at this moment.
   */
  resetPassword: ResetPasswordResult;
  /**
   * Sends a mail to the new address, with a token for `verifyEmail` that is good for 24 hours. Until it is used the old
   * address stays. Requires a signed-in user and the password. UNAVAILABLE (SIGN_IN_BUSY) when too many people sign in at
   * this moment.
   */
  changeEmail: ChangeEmailResult;
  /**
   * Makes the token that belongs in the mail of `requestId`. Asked again, because the first mail never left, it makes
   * another one in its place. Null when the request was used, has expired, or gave way to a later one. For services.
   */
  mailToken?: Maybe<MailToken>;
};

export type MutationRegisterArgs = {
  input: RegisterInput;
};

export type MutationLoginArgs = {
  input: LoginInput;
};

export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};

export type MutationLogoutArgs = {
  input: LogoutInput;
};

export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};

export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};

export type MutationAddAddressArgs = {
  input: AddAddressInput;
};

export type MutationUpdateAddressArgs = {
  input: UpdateAddressInput;
};

export type MutationRemoveAddressArgs = {
  input: RemoveAddressInput;
};

export type MutationSetDefaultAddressArgs = {
  input: SetDefaultAddressInput;
};

export type MutationBanUserArgs = {
  input: BanUserInput;
};

export type MutationUnbanUserArgs = {
  input: UnbanUserInput;
};

export type MutationSetRolesArgs = {
  input: SetRolesInput;
};

export type MutationDeleteUserArgs = {
  input: DeleteUserInput;
};

export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};

export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};

export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};

export type MutationChangeEmailArgs = {
  input: ChangeEmailInput;
};

export type MutationMailTokenArgs = {
  requestId: Scalars['ID']['input'];
};

export type RegisterInput = {
  /** 2 to 100 characters, no line breaks. */
  name: Scalars['String']['input'];
  /** At most 254 characters; upper and lower case make no difference. */
  email: Scalars['String']['input'];
  /** 12 to 128 characters, 5 of them different; not one of the most common passwords. */
  password: Scalars['String']['input'];
  /** The language of mails and notifications. */
  locale?: Locale;
};

export type LoginInput = {
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
};

export type RefreshSessionInput = {
  refreshToken: Scalars['String']['input'];
};

export type LogoutInput = {
  refreshToken: Scalars['String']['input'];
};

export type UpdateProfileInput = {
  /** 2 to 100 characters, no line breaks. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The language of mails and notifications. */
  locale?: InputMaybe<Locale>;
  /** With the country's code, such as `+40 712 345 678`. An empty text removes it. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

export type ChangePasswordInput = {
  currentPassword: Scalars['String']['input'];
  /** 12 to 128 characters, 5 of them different; not one of the most common passwords. */
  newPassword: Scalars['String']['input'];
};

export type AddAddressInput = {
  /** Who receives it: 2 to 100 characters. */
  name: Scalars['String']['input'];
  /** 1 to 200 characters. */
  street: Scalars['String']['input'];
  /** 1 to 100 characters. */
  city: Scalars['String']['input'];
  /** 1 to 20 characters. */
  postalCode: Scalars['String']['input'];
  /** ISO 3166-1 alpha-2, such as `RO`. */
  country: Scalars['String']['input'];
  /** Makes it the default. The first address is the default either way. */
  isDefault?: Scalars['Boolean']['input'];
};

export type UpdateAddressInput = {
  id: Scalars['ID']['input'];
  /** Who receives it: 2 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. */
  street?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 20 characters. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2, such as `RO`. */
  country?: InputMaybe<Scalars['String']['input']>;
};

export type RemoveAddressInput = {
  id: Scalars['ID']['input'];
};

export type SetDefaultAddressInput = {
  id: Scalars['ID']['input'];
};

export type BanUserInput = {
  userId: Scalars['ID']['input'];
  /** For admins to remember: 1 to 500 characters. The user does not see it. */
  reason: Scalars['String']['input'];
};

export type UnbanUserInput = {
  userId: Scalars['ID']['input'];
};

export type SetRolesInput = {
  userId: Scalars['ID']['input'];
  /** At least one. */
  roles: Array<Role>;
};

export type DeleteUserInput = {
  /** Whom; the caller, when not given. */
  userId?: InputMaybe<Scalars['ID']['input']>;
  /** The caller's password. Needed to delete oneself, and for nobody else. */
  password?: InputMaybe<Scalars['String']['input']>;
};

/** What is given must all hold. At most 4 levels deep and 50 conditions. */
export type UserFilter = {
  /** Users who have the role, or one of the roles, whatever others they have. */
  role?: InputMaybe<RoleFilter>;
  /** Whether they are banned. */
  banned?: InputMaybe<Scalars['Boolean']['input']>;
  /** In shop time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  and?: InputMaybe<Array<UserFilter>>;
  or?: InputMaybe<Array<UserFilter>>;
};

export type RoleFilter = {
  eq?: InputMaybe<Role>;
  in?: InputMaybe<Array<Role>>;
};

export type DateTimeFilter = {
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  lt?: InputMaybe<Scalars['DateTime']['input']>;
  lte?: InputMaybe<Scalars['DateTime']['input']>;
};

export type UserSort =
  | 'NEWEST'
  | 'OLDEST'
  | 'EMAIL';

export type VerifyEmailInput = {
  /** From the mail. */
  token: Scalars['String']['input'];
};

export type RequestPasswordResetInput = {
  /** At most 254 characters; upper and lower case make no difference. */
  email: Scalars['String']['input'];
};

export type ResetPasswordInput = {
  /** From the mail. */
  token: Scalars['String']['input'];
  /** 12 to 128 characters, 5 of them different; not one of the most common passwords. */
  newPassword: Scalars['String']['input'];
};

export type ChangeEmailInput = {
  /** At most 254 characters; upper and lower case make no difference. */
  newEmail: Scalars['String']['input'];
  /** The current one. */
  password: Scalars['String']['input'];
};

export type RegisterResult = Session | EmailTaken | TooManyAttempts;

export type LoginResult = Session | InvalidCredentials | AccountDisabled | TooManyAttempts;

export type RefreshSessionResult = Session | SessionEnded | AccountDisabled;

export type ChangePasswordResult = Session | InvalidCredentials | TooManyAttempts;

export type AddAddressResult = AddressSaved | TooManyAddresses;

export type UpdateAddressResult = AddressSaved | AddressUnknown;

export type RemoveAddressResult = AddressRemoved | AddressUnknown;

export type SetDefaultAddressResult = AddressSaved | AddressUnknown;

export type RequestEmailVerificationResult = EmailVerificationRequested | EmailAlreadyVerified | TooManyAttempts;

export type RequestPasswordResetResult = PasswordResetRequested | TooManyAttempts;

export type VerifyEmailResult = EmailVerified | TokenInvalid | EmailTaken;

export type ResetPasswordResult = PasswordReset | TokenInvalid;

export type ChangeEmailResult = EmailChangeRequested | InvalidCredentials | EmailTaken | TooManyAttempts;

export type BanUserResult = UserBanned | UserNotFound | CannotBanYourself | LastAdmin;

export type UnbanUserResult = UserUnbanned | UserNotFound;

export type SetRolesResult = RolesSet | UserNotFound | LastAdmin;

export type DeleteUserResult = UserDeleted | UserNotFound | LastAdmin | InvalidCredentials | TooManyAttempts;

/** What a client needs to act as a user. */
export type Session = {
  __typename?: 'Session';
  /** Send it as `Authorization: Bearer <accessToken>`. */
  accessToken: Scalars['String']['output'];
  /** Keep it secret; `refreshSession` takes it once. */
  refreshToken: Scalars['String']['output'];
  /** When the access token ends, 15 minutes from its making, in real time. */
  expiresAt: Scalars['DateTime']['output'];
  user: User;
};

export type LogoutPayload = {
  __typename?: 'LogoutPayload';
  /** Always true: afterwards the session is over. */
  loggedOut: Scalars['Boolean']['output'];
};

export type LogoutEverywherePayload = {
  __typename?: 'LogoutEverywherePayload';
  /** How many sessions were open until now. */
  ended: Scalars['Int']['output'];
};

export type UpdateProfilePayload = {
  __typename?: 'UpdateProfilePayload';
  user: User;
};

export type RemoveAvatarPayload = {
  __typename?: 'RemoveAvatarPayload';
  user: User;
};

/** Permission to send one file. Send its bytes as they are, as the body of the request; no access token is needed. */
export type UploadTicket = {
  __typename?: 'UploadTicket';
  /** Takes one request; whoever has it may make it. */
  uploadUrl: Scalars['String']['output'];
  /** `PUT`. */
  method: Scalars['String']['output'];
  /** In real time, five minutes from its making. */
  expiresAt: Scalars['DateTime']['output'];
  /** More is refused with 413. */
  maxBytes: Scalars['Int']['output'];
  /** What the file may be, told by its bytes; anything else is refused with 415. */
  contentTypes: Array<Scalars['String']['output']>;
};

export type AddressSaved = {
  __typename?: 'AddressSaved';
  address: SavedAddress;
  /** All of the caller's addresses as they are now, oldest first. */
  addresses: Array<SavedAddress>;
};

export type AddressRemoved = {
  __typename?: 'AddressRemoved';
  /** The addresses that are left, oldest first. */
  addresses: Array<SavedAddress>;
};

/** A mail is on its way. */
export type EmailVerificationRequested = {
  __typename?: 'EmailVerificationRequested';
  /** Where the mail goes. */
  email: Scalars['String']['output'];
};

export type EmailVerified = {
  __typename?: 'EmailVerified';
  /** The account's address, which somebody has now shown to read. */
  email: Scalars['String']['output'];
};

export type PasswordResetRequested = {
  __typename?: 'PasswordResetRequested';
  /** Always true: a mail is on its way if somebody has an account with this e-mail. */
  requested: Scalars['Boolean']['output'];
};

export type PasswordReset = {
  __typename?: 'PasswordReset';
  /** How many sessions were open until now. */
  sessionsEnded: Scalars['Int']['output'];
};

/** A mail is on its way to the new address. */
export type EmailChangeRequested = {
  __typename?: 'EmailChangeRequested';
  newEmail: Scalars['String']['output'];
};

export type UserBanned = {
  __typename?: 'UserBanned';
  user: User;
};

export type UserUnbanned = {
  __typename?: 'UserUnbanned';
  user: User;
};

export type RolesSet = {
  __typename?: 'RolesSet';
  user: User;
};

/** The account is gone, and nothing personal is left of it. */
export type UserDeleted = {
  __typename?: 'UserDeleted';
  userId: Scalars['ID']['output'];
};

export type UserConnection = {
  __typename?: 'UserConnection';
  edges: Array<UserEdge>;
  nodes: Array<User>;
  pageInfo: PageInfo;
  /** How many there are on all pages. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type UserEdge = {
  __typename?: 'UserEdge';
  cursor: Scalars['String']['output'];
  node: User;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** Something a client is expected to handle. `code` is stable, `message` is for people. */
export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** Path of the input field, such as `lines.0`. Null when no single field is to blame. */
  param?: Maybe<Scalars['String']['output']>;
};

/** An account with this e-mail exists. */
export type EmailTaken = UserError & {
  __typename?: 'EmailTaken';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** E-mail or password is wrong. */
export type InvalidCredentials = UserError & {
  __typename?: 'InvalidCredentials';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** The account was banned. Only who knows its password, or holds a refresh token of it, is told. */
export type AccountDisabled = UserError & {
  __typename?: 'AccountDisabled';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** The refresh token is unknown, expired, used or revoked: sign in again. */
export type SessionEnded = UserError & {
  __typename?: 'SessionEnded';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/**
 * Too many attempts from here, or on this account: wrong passwords, registrations, requests for mails. The answer is the same
 * whether or not there is such an account.
 */
export type TooManyAttempts = UserError & {
  __typename?: 'TooManyAttempts';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  /** When the next attempt is taken, in real time: 15 minutes after the first attempt that counted, at the latest. */
  retryAfter: Scalars['DateTime']['output'];
};

/** There is no user with this id, or not any more. */
export type UserNotFound = UserError & {
  __typename?: 'UserNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** Admins can ban others, not themselves. */
export type CannotBanYourself = UserError & {
  __typename?: 'CannotBanYourself';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** Nobody else who may sign in is an admin: give the role to somebody else first. */
export type LastAdmin = UserError & {
  __typename?: 'LastAdmin';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** There are 20 addresses already: remove one first. */
export type TooManyAddresses = UserError & {
  __typename?: 'TooManyAddresses';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** The caller has no address with this id. */
export type AddressUnknown = UserError & {
  __typename?: 'AddressUnknown';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** Nothing needs to be verified. */
export type EmailAlreadyVerified = UserError & {
  __typename?: 'EmailAlreadyVerified';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** The token is unknown, used, expired, or gave way to a later one: ask for another mail. */
export type TokenInvalid = UserError & {
  __typename?: 'TokenInvalid';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** A person with an account. */
export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /** Null to everyone but the user and admins. */
  name?: Maybe<Scalars['String']['output']>;
  /**
   * The picture of the user. Null when there is none, and to everyone but the user and admins. Whoever is told the address can
   * see it there without signing in, until it is replaced or removed.
   */
  avatarUrl?: Maybe<Scalars['String']['output']>;
  /** Null to everyone but the user and admins. */
  email?: Maybe<Scalars['String']['output']>;
  /** Whether somebody has shown to read mail at this e-mail. Null to everyone but the user and admins. */
  emailVerified?: Maybe<Scalars['Boolean']['output']>;
  /** The language of mails and notifications. Null to everyone but the user and admins. */
  locale?: Maybe<Locale>;
  /** In the form of E.164, such as `+40712345678`. Null when not given, and to everyone but the user and admins. */
  phone?: Maybe<Scalars['String']['output']>;
  /** At most 20, oldest first; exactly one is the default. Null to everyone but the user and admins. */
  addresses?: Maybe<Array<SavedAddress>>;
  /** Null to everyone but the user and admins. */
  roles?: Maybe<Array<Role>>;
  /** Since when the user may not sign in, in shop time. Null when not banned, and to everyone but the user and admins. */
  bannedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why. Null when not banned, and to everyone but admins. */
  banReason?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
};

export type Role =
  | 'CUSTOMER'
  /** Sells own products. */
  | 'SELLER'
  | 'ADMIN';

/** An address to choose from when ordering. */
export type SavedAddress = {
  __typename?: 'SavedAddress';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  street: Scalars['String']['output'];
  city: Scalars['String']['output'];
  postalCode: Scalars['String']['output'];
  /** ISO 3166-1 alpha-2, such as `RO`. */
  country: Scalars['String']['output'];
  isDefault: Scalars['Boolean']['output'];
};

export type Locale =
  /** English. */
  | 'EN'
  /** Romanian. */
  | 'RO';

/** Where to send mail, and in which language. */
export type MailRecipient = {
  __typename?: 'MailRecipient';
  email: Scalars['String']['output'];
  name: Scalars['String']['output'];
  locale: Locale;
};

/** What a mail with a token needs. */
export type MailToken = {
  __typename?: 'MailToken';
  /** Works once; only its hash is stored. */
  token: Scalars['String']['output'];
  purpose: MailTokenPurpose;
  /** Where this mail goes: not always the account's e-mail. */
  email: Scalars['String']['output'];
};

export type MailTokenPurpose =
  /** For `verifyEmail`, 24 hours. */
  | 'VERIFY_EMAIL'
  /** For `resetPassword`, 30 minutes. */
  | 'RESET_PASSWORD'
  /** For `verifyEmail` from the new address, 24 hours. */
  | 'CHANGE_EMAIL';

export type Link__Purpose =
  /** `SECURITY` features provide metadata necessary to securely resolve fields. */
  | 'SECURITY'
  /** `EXECUTION` features provide metadata necessary for operation execution. */
  | 'EXECUTION';

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RegisterResult:
    | ( SessionGrant )
    | ( EmailTaken )
    | ( TooManyAttempts )
  ;
  LoginResult:
    | ( SessionGrant )
    | ( InvalidCredentials )
    | ( AccountDisabled )
    | ( TooManyAttempts )
  ;
  RefreshSessionResult:
    | ( SessionGrant )
    | ( SessionEnded )
    | ( AccountDisabled )
  ;
  ChangePasswordResult:
    | ( SessionGrant )
    | ( InvalidCredentials )
    | ( TooManyAttempts )
  ;
  AddAddressResult:
    | ( AddressAmongOthers )
    | ( TooManyAddresses )
  ;
  UpdateAddressResult:
    | ( AddressAmongOthers )
    | ( AddressUnknown )
  ;
  RemoveAddressResult:
    | ( Omit<AddressRemoved, 'addresses'> & { addresses: Array<_RefType['SavedAddress']> } )
    | ( AddressUnknown )
  ;
  SetDefaultAddressResult:
    | ( AddressAmongOthers )
    | ( AddressUnknown )
  ;
  RequestEmailVerificationResult:
    | ( EmailVerificationRequested )
    | ( EmailAlreadyVerified )
    | ( TooManyAttempts )
  ;
  RequestPasswordResetResult:
    | ( PasswordResetRequested )
    | ( TooManyAttempts )
  ;
  VerifyEmailResult:
    | ( EmailVerified )
    | ( TokenInvalid )
    | ( EmailTaken )
  ;
  ResetPasswordResult:
    | ( PasswordReset )
    | ( TokenInvalid )
  ;
  ChangeEmailResult:
    | ( EmailChangeRequested )
    | ( InvalidCredentials )
    | ( EmailTaken )
    | ( TooManyAttempts )
  ;
  BanUserResult:
    | ( Omit<UserBanned, 'user'> & { user: _RefType['User'] } )
    | ( UserNotFound )
    | ( CannotBanYourself )
    | ( LastAdmin )
  ;
  UnbanUserResult:
    | ( Omit<UserUnbanned, 'user'> & { user: _RefType['User'] } )
    | ( UserNotFound )
  ;
  SetRolesResult:
    | ( Omit<RolesSet, 'user'> & { user: _RefType['User'] } )
    | ( UserNotFound )
    | ( LastAdmin )
  ;
  DeleteUserResult:
    | ( UserDeleted )
    | ( UserNotFound )
    | ( LastAdmin )
    | ( InvalidCredentials )
    | ( TooManyAttempts )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( EmailTaken )
    | ( InvalidCredentials )
    | ( AccountDisabled )
    | ( SessionEnded )
    | ( TooManyAttempts )
    | ( UserNotFound )
    | ( CannotBanYourself )
    | ( LastAdmin )
    | ( TooManyAddresses )
    | ( AddressUnknown )
    | ( EmailAlreadyVerified )
    | ( TokenInvalid )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterInput: RegisterInput;
  LoginInput: LoginInput;
  RefreshSessionInput: RefreshSessionInput;
  LogoutInput: LogoutInput;
  UpdateProfileInput: UpdateProfileInput;
  ChangePasswordInput: ChangePasswordInput;
  AddAddressInput: AddAddressInput;
  UpdateAddressInput: UpdateAddressInput;
  RemoveAddressInput: RemoveAddressInput;
  SetDefaultAddressInput: SetDefaultAddressInput;
  BanUserInput: BanUserInput;
  UnbanUserInput: UnbanUserInput;
  SetRolesInput: SetRolesInput;
  DeleteUserInput: DeleteUserInput;
  UserFilter: UserFilter;
  RoleFilter: RoleFilter;
  DateTimeFilter: DateTimeFilter;
  UserSort: UserSort;
  VerifyEmailInput: VerifyEmailInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  ResetPasswordInput: ResetPasswordInput;
  ChangeEmailInput: ChangeEmailInput;
  RegisterResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterResult']>;
  LoginResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LoginResult']>;
  RefreshSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionResult']>;
  ChangePasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordResult']>;
  AddAddressResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddAddressResult']>;
  UpdateAddressResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAddressResult']>;
  RemoveAddressResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveAddressResult']>;
  SetDefaultAddressResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetDefaultAddressResult']>;
  RequestEmailVerificationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestEmailVerificationResult']>;
  RequestPasswordResetResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestPasswordResetResult']>;
  VerifyEmailResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyEmailResult']>;
  ResetPasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordResult']>;
  ChangeEmailResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeEmailResult']>;
  BanUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BanUserResult']>;
  UnbanUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnbanUserResult']>;
  SetRolesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetRolesResult']>;
  DeleteUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteUserResult']>;
  Session: ResolverTypeWrapper<SessionGrant>;
  LogoutPayload: ResolverTypeWrapper<LogoutPayload>;
  LogoutEverywherePayload: ResolverTypeWrapper<LogoutEverywherePayload>;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'user'> & { user: ResolversTypes['User'] }>;
  RemoveAvatarPayload: ResolverTypeWrapper<Omit<RemoveAvatarPayload, 'user'> & { user: ResolversTypes['User'] }>;
  UploadTicket: ResolverTypeWrapper<UploadTicket>;
  AddressSaved: ResolverTypeWrapper<AddressAmongOthers>;
  AddressRemoved: ResolverTypeWrapper<Omit<AddressRemoved, 'addresses'> & { addresses: Array<ResolversTypes['SavedAddress']> }>;
  EmailVerificationRequested: ResolverTypeWrapper<EmailVerificationRequested>;
  EmailVerified: ResolverTypeWrapper<EmailVerified>;
  PasswordResetRequested: ResolverTypeWrapper<PasswordResetRequested>;
  PasswordReset: ResolverTypeWrapper<PasswordReset>;
  EmailChangeRequested: ResolverTypeWrapper<EmailChangeRequested>;
  UserBanned: ResolverTypeWrapper<Omit<UserBanned, 'user'> & { user: ResolversTypes['User'] }>;
  UserUnbanned: ResolverTypeWrapper<Omit<UserUnbanned, 'user'> & { user: ResolversTypes['User'] }>;
  RolesSet: ResolverTypeWrapper<Omit<RolesSet, 'user'> & { user: ResolversTypes['User'] }>;
  UserDeleted: ResolverTypeWrapper<UserDeleted>;
  UserConnection: ResolverTypeWrapper<ListedUsers>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  AccountDisabled: ResolverTypeWrapper<AccountDisabled>;
  SessionEnded: ResolverTypeWrapper<SessionEnded>;
  TooManyAttempts: ResolverTypeWrapper<TooManyAttempts>;
  UserNotFound: ResolverTypeWrapper<UserNotFound>;
  CannotBanYourself: ResolverTypeWrapper<CannotBanYourself>;
  LastAdmin: ResolverTypeWrapper<LastAdmin>;
  TooManyAddresses: ResolverTypeWrapper<TooManyAddresses>;
  AddressUnknown: ResolverTypeWrapper<AddressUnknown>;
  EmailAlreadyVerified: ResolverTypeWrapper<EmailAlreadyVerified>;
  TokenInvalid: ResolverTypeWrapper<TokenInvalid>;
  User: ResolverTypeWrapper<UserView>;
  Role: Role;
  SavedAddress: ResolverTypeWrapper<Saved>;
  Locale: Locale;
  MailRecipient: ResolverTypeWrapper<UserView>;
  MailToken: ResolverTypeWrapper<TokenOfMail>;
  MailTokenPurpose: MailTokenPurpose;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
  link__Purpose: Link__Purpose;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  federation__Policy: ResolverTypeWrapper<Scalars['federation__Policy']['output']>;
  federation__ContextFieldValue: ResolverTypeWrapper<Scalars['federation__ContextFieldValue']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  RegisterInput: RegisterInput;
  LoginInput: LoginInput;
  RefreshSessionInput: RefreshSessionInput;
  LogoutInput: LogoutInput;
  UpdateProfileInput: UpdateProfileInput;
  ChangePasswordInput: ChangePasswordInput;
  AddAddressInput: AddAddressInput;
  UpdateAddressInput: UpdateAddressInput;
  RemoveAddressInput: RemoveAddressInput;
  SetDefaultAddressInput: SetDefaultAddressInput;
  BanUserInput: BanUserInput;
  UnbanUserInput: UnbanUserInput;
  SetRolesInput: SetRolesInput;
  DeleteUserInput: DeleteUserInput;
  UserFilter: UserFilter;
  RoleFilter: RoleFilter;
  DateTimeFilter: DateTimeFilter;
  VerifyEmailInput: VerifyEmailInput;
  RequestPasswordResetInput: RequestPasswordResetInput;
  ResetPasswordInput: ResetPasswordInput;
  ChangeEmailInput: ChangeEmailInput;
  RegisterResult: ResolversUnionTypes<ResolversParentTypes>['RegisterResult'];
  LoginResult: ResolversUnionTypes<ResolversParentTypes>['LoginResult'];
  RefreshSessionResult: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionResult'];
  ChangePasswordResult: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordResult'];
  AddAddressResult: ResolversUnionTypes<ResolversParentTypes>['AddAddressResult'];
  UpdateAddressResult: ResolversUnionTypes<ResolversParentTypes>['UpdateAddressResult'];
  RemoveAddressResult: ResolversUnionTypes<ResolversParentTypes>['RemoveAddressResult'];
  SetDefaultAddressResult: ResolversUnionTypes<ResolversParentTypes>['SetDefaultAddressResult'];
  RequestEmailVerificationResult: ResolversUnionTypes<ResolversParentTypes>['RequestEmailVerificationResult'];
  RequestPasswordResetResult: ResolversUnionTypes<ResolversParentTypes>['RequestPasswordResetResult'];
  VerifyEmailResult: ResolversUnionTypes<ResolversParentTypes>['VerifyEmailResult'];
  ResetPasswordResult: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordResult'];
  ChangeEmailResult: ResolversUnionTypes<ResolversParentTypes>['ChangeEmailResult'];
  BanUserResult: ResolversUnionTypes<ResolversParentTypes>['BanUserResult'];
  UnbanUserResult: ResolversUnionTypes<ResolversParentTypes>['UnbanUserResult'];
  SetRolesResult: ResolversUnionTypes<ResolversParentTypes>['SetRolesResult'];
  DeleteUserResult: ResolversUnionTypes<ResolversParentTypes>['DeleteUserResult'];
  Session: SessionGrant;
  LogoutPayload: LogoutPayload;
  LogoutEverywherePayload: LogoutEverywherePayload;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'user'> & { user: ResolversParentTypes['User'] };
  RemoveAvatarPayload: Omit<RemoveAvatarPayload, 'user'> & { user: ResolversParentTypes['User'] };
  UploadTicket: UploadTicket;
  AddressSaved: AddressAmongOthers;
  AddressRemoved: Omit<AddressRemoved, 'addresses'> & { addresses: Array<ResolversParentTypes['SavedAddress']> };
  EmailVerificationRequested: EmailVerificationRequested;
  EmailVerified: EmailVerified;
  PasswordResetRequested: PasswordResetRequested;
  PasswordReset: PasswordReset;
  EmailChangeRequested: EmailChangeRequested;
  UserBanned: Omit<UserBanned, 'user'> & { user: ResolversParentTypes['User'] };
  UserUnbanned: Omit<UserUnbanned, 'user'> & { user: ResolversParentTypes['User'] };
  RolesSet: Omit<RolesSet, 'user'> & { user: ResolversParentTypes['User'] };
  UserDeleted: UserDeleted;
  UserConnection: ListedUsers;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  PageInfo: PageInfo;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  EmailTaken: EmailTaken;
  InvalidCredentials: InvalidCredentials;
  AccountDisabled: AccountDisabled;
  SessionEnded: SessionEnded;
  TooManyAttempts: TooManyAttempts;
  UserNotFound: UserNotFound;
  CannotBanYourself: CannotBanYourself;
  LastAdmin: LastAdmin;
  TooManyAddresses: TooManyAddresses;
  AddressUnknown: AddressUnknown;
  EmailAlreadyVerified: EmailAlreadyVerified;
  TokenInvalid: TokenInvalid;
  User: UserView;
  SavedAddress: Saved;
  MailRecipient: UserView;
  MailToken: TokenOfMail;
  link__Import: Scalars['link__Import']['output'];
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  federation__Policy: Scalars['federation__Policy']['output'];
  federation__ContextFieldValue: Scalars['federation__ContextFieldValue']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type LinkDirectiveArgs = {
  url?: Maybe<Scalars['String']['input']>;
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Link__Purpose>;
  import?: Maybe<Array<Maybe<Scalars['link__Import']['input']>>>;
};

export type LinkDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__RequiresDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ProvidesDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__ProvidesDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__ProvidesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExternalDirectiveArgs = { };

export type Federation__ExternalDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__ExternalDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExtendsDirectiveArgs = { };

export type Federation__ExtendsDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__ExtendsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__OverrideDirectiveArgs = {
  from: Scalars['String']['input'];
  label?: Maybe<Scalars['String']['input']>;
};

export type Federation__OverrideDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__OverrideDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__TagDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ComposeDirectiveDirectiveArgs = {
  name?: Maybe<Scalars['String']['input']>;
};

export type Federation__ComposeDirectiveDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__ComposeDirectiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__InterfaceObjectDirectiveArgs = { };

export type Federation__InterfaceObjectDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__InterfaceObjectDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__AuthenticatedDirectiveArgs = { };

export type Federation__AuthenticatedDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresScopesDirectiveArgs = {
  scopes: Array<Array<Scalars['federation__Scope']['input']>>;
};

export type Federation__RequiresScopesDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__PolicyDirectiveArgs = {
  policies: Array<Array<Scalars['federation__Policy']['input']>>;
};

export type Federation__PolicyDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ContextDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__ContextDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__ContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__FromContextDirectiveArgs = {
  field?: Maybe<Scalars['federation__ContextFieldValue']['input']>;
};

export type Federation__FromContextDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__FromContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
  sizedFields?: Maybe<Array<Scalars['String']['input']>>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__CacheTagDirectiveArgs = {
  format: Scalars['String']['input'];
};

export type Federation__CacheTagDirectiveResolver<Result, Parent, ContextType = UsersContext, Args = Federation__CacheTagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type QueryResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'sort'>>;
  mailRecipient?: Resolver<Maybe<ResolversTypes['MailRecipient']>, ParentType, ContextType, RequireFields<QueryMailRecipientArgs, 'userId'>>;
  userLocale?: Resolver<Maybe<ResolversTypes['Locale']>, ParentType, ContextType, RequireFields<QueryUserLocaleArgs, 'userId'>>;
};

export type MutationResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  register?: Resolver<ResolversTypes['RegisterResult'], ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  login?: Resolver<ResolversTypes['LoginResult'], ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  refreshSession?: Resolver<ResolversTypes['RefreshSessionResult'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  logout?: Resolver<ResolversTypes['LogoutPayload'], ParentType, ContextType, RequireFields<MutationLogoutArgs, 'input'>>;
  logoutEverywhere?: Resolver<ResolversTypes['LogoutEverywherePayload'], ParentType, ContextType>;
  updateProfile?: Resolver<ResolversTypes['UpdateProfilePayload'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  requestAvatarUpload?: Resolver<ResolversTypes['UploadTicket'], ParentType, ContextType>;
  removeAvatar?: Resolver<ResolversTypes['RemoveAvatarPayload'], ParentType, ContextType>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordResult'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  addAddress?: Resolver<ResolversTypes['AddAddressResult'], ParentType, ContextType, RequireFields<MutationAddAddressArgs, 'input'>>;
  updateAddress?: Resolver<ResolversTypes['UpdateAddressResult'], ParentType, ContextType, RequireFields<MutationUpdateAddressArgs, 'input'>>;
  removeAddress?: Resolver<ResolversTypes['RemoveAddressResult'], ParentType, ContextType, RequireFields<MutationRemoveAddressArgs, 'input'>>;
  setDefaultAddress?: Resolver<ResolversTypes['SetDefaultAddressResult'], ParentType, ContextType, RequireFields<MutationSetDefaultAddressArgs, 'input'>>;
  requestEmailVerification?: Resolver<ResolversTypes['RequestEmailVerificationResult'], ParentType, ContextType>;
  banUser?: Resolver<ResolversTypes['BanUserResult'], ParentType, ContextType, RequireFields<MutationBanUserArgs, 'input'>>;
  unbanUser?: Resolver<ResolversTypes['UnbanUserResult'], ParentType, ContextType, RequireFields<MutationUnbanUserArgs, 'input'>>;
  setRoles?: Resolver<ResolversTypes['SetRolesResult'], ParentType, ContextType, RequireFields<MutationSetRolesArgs, 'input'>>;
  deleteUser?: Resolver<ResolversTypes['DeleteUserResult'], ParentType, ContextType, RequireFields<MutationDeleteUserArgs, 'input'>>;
  verifyEmail?: Resolver<ResolversTypes['VerifyEmailResult'], ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
  requestPasswordReset?: Resolver<ResolversTypes['RequestPasswordResetResult'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordResult'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  changeEmail?: Resolver<ResolversTypes['ChangeEmailResult'], ParentType, ContextType, RequireFields<MutationChangeEmailArgs, 'input'>>;
  mailToken?: Resolver<Maybe<ResolversTypes['MailToken']>, ParentType, ContextType, RequireFields<MutationMailTokenArgs, 'requestId'>>;
};

export type RegisterResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RegisterResult'] = ResolversParentTypes['RegisterResult']> = {
  __resolveType: TypeResolveFn<'Session' | 'EmailTaken' | 'TooManyAttempts', ParentType, ContextType>;
};

export type LoginResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LoginResult'] = ResolversParentTypes['LoginResult']> = {
  __resolveType: TypeResolveFn<'Session' | 'InvalidCredentials' | 'AccountDisabled' | 'TooManyAttempts', ParentType, ContextType>;
};

export type RefreshSessionResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RefreshSessionResult'] = ResolversParentTypes['RefreshSessionResult']> = {
  __resolveType: TypeResolveFn<'Session' | 'SessionEnded' | 'AccountDisabled', ParentType, ContextType>;
};

export type ChangePasswordResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['ChangePasswordResult'] = ResolversParentTypes['ChangePasswordResult']> = {
  __resolveType: TypeResolveFn<'Session' | 'InvalidCredentials' | 'TooManyAttempts', ParentType, ContextType>;
};

export type AddAddressResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddAddressResult'] = ResolversParentTypes['AddAddressResult']> = {
  __resolveType: TypeResolveFn<'AddressSaved' | 'TooManyAddresses', ParentType, ContextType>;
};

export type UpdateAddressResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UpdateAddressResult'] = ResolversParentTypes['UpdateAddressResult']> = {
  __resolveType: TypeResolveFn<'AddressSaved' | 'AddressUnknown', ParentType, ContextType>;
};

export type RemoveAddressResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RemoveAddressResult'] = ResolversParentTypes['RemoveAddressResult']> = {
  __resolveType: TypeResolveFn<'AddressRemoved' | 'AddressUnknown', ParentType, ContextType>;
};

export type SetDefaultAddressResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SetDefaultAddressResult'] = ResolversParentTypes['SetDefaultAddressResult']> = {
  __resolveType: TypeResolveFn<'AddressSaved' | 'AddressUnknown', ParentType, ContextType>;
};

export type RequestEmailVerificationResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RequestEmailVerificationResult'] = ResolversParentTypes['RequestEmailVerificationResult']> = {
  __resolveType: TypeResolveFn<'EmailVerificationRequested' | 'EmailAlreadyVerified' | 'TooManyAttempts', ParentType, ContextType>;
};

export type RequestPasswordResetResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RequestPasswordResetResult'] = ResolversParentTypes['RequestPasswordResetResult']> = {
  __resolveType: TypeResolveFn<'PasswordResetRequested' | 'TooManyAttempts', ParentType, ContextType>;
};

export type VerifyEmailResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['VerifyEmailResult'] = ResolversParentTypes['VerifyEmailResult']> = {
  __resolveType: TypeResolveFn<'EmailVerified' | 'TokenInvalid' | 'EmailTaken', ParentType, ContextType>;
};

export type ResetPasswordResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['ResetPasswordResult'] = ResolversParentTypes['ResetPasswordResult']> = {
  __resolveType: TypeResolveFn<'PasswordReset' | 'TokenInvalid', ParentType, ContextType>;
};

export type ChangeEmailResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['ChangeEmailResult'] = ResolversParentTypes['ChangeEmailResult']> = {
  __resolveType: TypeResolveFn<'EmailChangeRequested' | 'InvalidCredentials' | 'EmailTaken' | 'TooManyAttempts', ParentType, ContextType>;
};

export type BanUserResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['BanUserResult'] = ResolversParentTypes['BanUserResult']> = {
  __resolveType: TypeResolveFn<'UserBanned' | 'UserNotFound' | 'CannotBanYourself' | 'LastAdmin', ParentType, ContextType>;
};

export type UnbanUserResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UnbanUserResult'] = ResolversParentTypes['UnbanUserResult']> = {
  __resolveType: TypeResolveFn<'UserUnbanned' | 'UserNotFound', ParentType, ContextType>;
};

export type SetRolesResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SetRolesResult'] = ResolversParentTypes['SetRolesResult']> = {
  __resolveType: TypeResolveFn<'RolesSet' | 'UserNotFound' | 'LastAdmin', ParentType, ContextType>;
};

export type DeleteUserResultResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['DeleteUserResult'] = ResolversParentTypes['DeleteUserResult']> = {
  __resolveType: TypeResolveFn<'UserDeleted' | 'UserNotFound' | 'LastAdmin' | 'InvalidCredentials' | 'TooManyAttempts', ParentType, ContextType>;
};

export type SessionResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LogoutPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LogoutPayload'] = ResolversParentTypes['LogoutPayload']> = {
  loggedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type LogoutEverywherePayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LogoutEverywherePayload'] = ResolversParentTypes['LogoutEverywherePayload']> = {
  ended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type RemoveAvatarPayloadResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RemoveAvatarPayload'] = ResolversParentTypes['RemoveAvatarPayload']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UploadTicketResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UploadTicket'] = ResolversParentTypes['UploadTicket']> = {
  uploadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  maxBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  contentTypes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressSavedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressSaved'] = ResolversParentTypes['AddressSaved']> = {
  address?: Resolver<ResolversTypes['SavedAddress'], ParentType, ContextType>;
  addresses?: Resolver<Array<ResolversTypes['SavedAddress']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddressRemovedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressRemoved'] = ResolversParentTypes['AddressRemoved']> = {
  addresses?: Resolver<Array<ResolversTypes['SavedAddress']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailVerificationRequestedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['EmailVerificationRequested'] = ResolversParentTypes['EmailVerificationRequested']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailVerifiedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['EmailVerified'] = ResolversParentTypes['EmailVerified']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PasswordResetRequestedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PasswordResetRequested'] = ResolversParentTypes['PasswordResetRequested']> = {
  requested?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PasswordResetResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PasswordReset'] = ResolversParentTypes['PasswordReset']> = {
  sessionsEnded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailChangeRequestedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['EmailChangeRequested'] = ResolversParentTypes['EmailChangeRequested']> = {
  newEmail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserBannedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserBanned'] = ResolversParentTypes['UserBanned']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserUnbannedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserUnbanned'] = ResolversParentTypes['UserUnbanned']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RolesSetResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['RolesSet'] = ResolversParentTypes['RolesSet']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserDeletedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserDeleted'] = ResolversParentTypes['UserDeleted']> = {
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'InvalidCredentials' | 'AccountDisabled' | 'SessionEnded' | 'TooManyAttempts' | 'UserNotFound' | 'CannotBanYourself' | 'LastAdmin' | 'TooManyAddresses' | 'AddressUnknown' | 'EmailAlreadyVerified' | 'TokenInvalid', ParentType, ContextType>;
};

export type EmailTakenResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['EmailTaken'] = ResolversParentTypes['EmailTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountDisabledResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AccountDisabled'] = ResolversParentTypes['AccountDisabled']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionEndedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SessionEnded'] = ResolversParentTypes['SessionEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyAttemptsResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['TooManyAttempts'] = ResolversParentTypes['TooManyAttempts']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfter?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserNotFoundResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['UserNotFound'] = ResolversParentTypes['UserNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CannotBanYourselfResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['CannotBanYourself'] = ResolversParentTypes['CannotBanYourself']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LastAdminResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['LastAdmin'] = ResolversParentTypes['LastAdmin']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyAddressesResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['TooManyAddresses'] = ResolversParentTypes['TooManyAddresses']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddressUnknownResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['AddressUnknown'] = ResolversParentTypes['AddressUnknown']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailAlreadyVerifiedResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['EmailAlreadyVerified'] = ResolversParentTypes['EmailAlreadyVerified']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TokenInvalidResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['TokenInvalid'] = ResolversParentTypes['TokenInvalid']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['Locale']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  addresses?: Resolver<Maybe<Array<ResolversTypes['SavedAddress']>>, ParentType, ContextType>;
  roles?: Resolver<Maybe<Array<ResolversTypes['Role']>>, ParentType, ContextType>;
  bannedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  banReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SavedAddressResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['SavedAddress'] = ResolversParentTypes['SavedAddress']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  street?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MailRecipientResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['MailRecipient'] = ResolversParentTypes['MailRecipient']> = {
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
};

export type MailTokenResolvers<ContextType = UsersContext, ParentType extends ResolversParentTypes['MailToken'] = ResolversParentTypes['MailToken']> = {
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['MailTokenPurpose'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface Link__ImportScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['link__Import'], any> {
  name: 'link__Import';
}

export interface Federation__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__FieldSet'], any> {
  name: 'federation__FieldSet';
}

export interface Federation__ScopeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Scope'], any> {
  name: 'federation__Scope';
}

export interface Federation__PolicyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Policy'], any> {
  name: 'federation__Policy';
}

export interface Federation__ContextFieldValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__ContextFieldValue'], any> {
  name: 'federation__ContextFieldValue';
}

export type Resolvers<ContextType = UsersContext> = {
  DateTime?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  RegisterResult?: RegisterResultResolvers<ContextType>;
  LoginResult?: LoginResultResolvers<ContextType>;
  RefreshSessionResult?: RefreshSessionResultResolvers<ContextType>;
  ChangePasswordResult?: ChangePasswordResultResolvers<ContextType>;
  AddAddressResult?: AddAddressResultResolvers<ContextType>;
  UpdateAddressResult?: UpdateAddressResultResolvers<ContextType>;
  RemoveAddressResult?: RemoveAddressResultResolvers<ContextType>;
  SetDefaultAddressResult?: SetDefaultAddressResultResolvers<ContextType>;
  RequestEmailVerificationResult?: RequestEmailVerificationResultResolvers<ContextType>;
  RequestPasswordResetResult?: RequestPasswordResetResultResolvers<ContextType>;
  VerifyEmailResult?: VerifyEmailResultResolvers<ContextType>;
  ResetPasswordResult?: ResetPasswordResultResolvers<ContextType>;
  ChangeEmailResult?: ChangeEmailResultResolvers<ContextType>;
  BanUserResult?: BanUserResultResolvers<ContextType>;
  UnbanUserResult?: UnbanUserResultResolvers<ContextType>;
  SetRolesResult?: SetRolesResultResolvers<ContextType>;
  DeleteUserResult?: DeleteUserResultResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  LogoutPayload?: LogoutPayloadResolvers<ContextType>;
  LogoutEverywherePayload?: LogoutEverywherePayloadResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  RemoveAvatarPayload?: RemoveAvatarPayloadResolvers<ContextType>;
  UploadTicket?: UploadTicketResolvers<ContextType>;
  AddressSaved?: AddressSavedResolvers<ContextType>;
  AddressRemoved?: AddressRemovedResolvers<ContextType>;
  EmailVerificationRequested?: EmailVerificationRequestedResolvers<ContextType>;
  EmailVerified?: EmailVerifiedResolvers<ContextType>;
  PasswordResetRequested?: PasswordResetRequestedResolvers<ContextType>;
  PasswordReset?: PasswordResetResolvers<ContextType>;
  EmailChangeRequested?: EmailChangeRequestedResolvers<ContextType>;
  UserBanned?: UserBannedResolvers<ContextType>;
  UserUnbanned?: UserUnbannedResolvers<ContextType>;
  RolesSet?: RolesSetResolvers<ContextType>;
  UserDeleted?: UserDeletedResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  AccountDisabled?: AccountDisabledResolvers<ContextType>;
  SessionEnded?: SessionEndedResolvers<ContextType>;
  TooManyAttempts?: TooManyAttemptsResolvers<ContextType>;
  UserNotFound?: UserNotFoundResolvers<ContextType>;
  CannotBanYourself?: CannotBanYourselfResolvers<ContextType>;
  LastAdmin?: LastAdminResolvers<ContextType>;
  TooManyAddresses?: TooManyAddressesResolvers<ContextType>;
  AddressUnknown?: AddressUnknownResolvers<ContextType>;
  EmailAlreadyVerified?: EmailAlreadyVerifiedResolvers<ContextType>;
  TokenInvalid?: TokenInvalidResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  SavedAddress?: SavedAddressResolvers<ContextType>;
  MailRecipient?: MailRecipientResolvers<ContextType>;
  MailToken?: MailTokenResolvers<ContextType>;
  link__Import?: GraphQLScalarType;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  federation__Policy?: GraphQLScalarType;
  federation__ContextFieldValue?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = UsersContext> = {
  link?: LinkDirectiveResolver<any, any, ContextType>;
  federation__requires?: Federation__RequiresDirectiveResolver<any, any, ContextType>;
  federation__provides?: Federation__ProvidesDirectiveResolver<any, any, ContextType>;
  federation__external?: Federation__ExternalDirectiveResolver<any, any, ContextType>;
  federation__extends?: Federation__ExtendsDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  federation__override?: Federation__OverrideDirectiveResolver<any, any, ContextType>;
  federation__tag?: Federation__TagDirectiveResolver<any, any, ContextType>;
  federation__composeDirective?: Federation__ComposeDirectiveDirectiveResolver<any, any, ContextType>;
  federation__interfaceObject?: Federation__InterfaceObjectDirectiveResolver<any, any, ContextType>;
  federation__authenticated?: Federation__AuthenticatedDirectiveResolver<any, any, ContextType>;
  federation__requiresScopes?: Federation__RequiresScopesDirectiveResolver<any, any, ContextType>;
  federation__policy?: Federation__PolicyDirectiveResolver<any, any, ContextType>;
  federation__context?: Federation__ContextDirectiveResolver<any, any, ContextType>;
  federation__fromContext?: Federation__FromContextDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  federation__cacheTag?: Federation__CacheTagDirectiveResolver<any, any, ContextType>;
};
