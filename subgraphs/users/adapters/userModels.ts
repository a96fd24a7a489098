import mongoose, { type Connection, type Model } from 'mongoose';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import type { SavedAddress } from '../domain/addressBook.ts';
import type { MailRequest } from '../domain/mailRequest.ts';
import type { Account, Role } from '../domain/user.ts';
import {
  type AttemptRow,
  attemptSchema,
  banSchema,
  type ErasedRow,
  erasedSchema,
  fillNameWords,
  makeListed,
} from './adminModels.ts';

export type UserRow = Omit<Account, 'id' | 'roles'> & {
  _id: string;
  roles: Role[];
  addresses?: SavedAddress[];
  /** Words of the name, for a search by their beginnings. */
  nameWords?: string[];
  /** Grows where nothing else of a row changes, but others must not change it at the same moment. */
  touched?: number;
};

type SessionRow = {
  _id: string;
  userId: string;
  status: 'open' | 'ended';
  /** Hash of the refresh token that has not been used. */
  token: string;
  expiresAt: Date;
};

/** A refresh token by its hash, used or not. */
type TokenRow = { _id: string; sessionId: string; expiresAt: Date };

/** A request for a mail with a token. The token's hash is there once the mail has been written. */
type MailRequestRow = Omit<MailRequest, 'id'> & { _id: string; tokenHash?: string };

type ResetInquiryRow = { _id: string; email: string; createdAt: Date };

export type UserModels = {
  readonly users: Model<UserRow>;
  readonly sessions: Model<SessionRow>;
  readonly tokens: Model<TokenRow>;
  readonly mailRequests: Model<MailRequestRow>;
  readonly resetInquiries: Model<ResetInquiryRow>;
  readonly erased: Model<ErasedRow>;
  readonly attempts: Model<AttemptRow>;
};

const addressSchema = new mongoose.Schema<SavedAddress>(
  {
    id: { type: String, required: true },
    name: { type: String, required: true },
    street: { type: String, required: true },
    city: { type: String, required: true },
    postalCode: { type: String, required: true },
    country: { type: String, required: true },
    isDefault: { type: Boolean, required: true },
  },
  { _id: false, id: false },
);

const userSchema = new mongoose.Schema<UserRow>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    roles: { type: [String], required: true },
    passwordHash: { type: String, required: true },
    isEmailVerified: { type: Boolean, required: true },
    locale: { type: String, required: true },
    phone: { type: String },
    // Read only where they are asked for.
    addresses: { type: [addressSchema], select: false },
    isDisabled: { type: Boolean, required: true },
    ban: { type: banSchema },
    avatarId: { type: String },
    nameWords: { type: [String] },
    touched: { type: Number },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'users' },
);
userSchema.index({ email: 1 }, { unique: true });
makeListed(userSchema);

const sessionSchema = new mongoose.Schema<SessionRow>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    status: { type: String, required: true },
    token: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'sessions' },
);
// A user's open sessions end together.
sessionSchema.index({ userId: 1, status: 1, expiresAt: -1 });
// MongoDB removes what has expired; nobody relies on when.
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const tokenSchema = new mongoose.Schema<TokenRow>(
  {
    _id: { type: String, required: true },
    sessionId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'refresh_tokens' },
);
tokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const mailRequestSchema = new mongoose.Schema<MailRequestRow>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    purpose: { type: String, required: true },
    email: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    tokenHash: { type: String },
  },
  { versionKey: false, collection: 'mail_requests' },
);
// What is used or superseded is deleted, so a user has at most one request for each purpose.
mailRequestSchema.index({ userId: 1, purpose: 1 }, { unique: true });
mailRequestSchema.index({ tokenHash: 1 }, { unique: true, partialFilterExpression: { tokenHash: { $exists: true } } });
mailRequestSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const resetInquirySchema = new mongoose.Schema<ResetInquiryRow>(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'reset_inquiries' },
);
// Who has waited for an hour has asked again, or has given up.
resetInquirySchema.index({ createdAt: 1 }, { expireAfterSeconds: 3_600 });
resetInquirySchema.index({ email: 1 });

/** The collections of users, with their indexes. */
export async function openUserModels(connection: Connection): Promise<UserModels> {
  const models = {
    users: connection.model<UserRow>('User', userSchema),
    sessions: connection.model<SessionRow>('Session', sessionSchema),
    tokens: connection.model<TokenRow>('RefreshToken', tokenSchema),
    mailRequests: connection.model<MailRequestRow>('MailRequest', mailRequestSchema),
    resetInquiries: connection.model<ResetInquiryRow>('ResetInquiry', resetInquirySchema),
    erased: connection.model<ErasedRow>('ErasedUser', erasedSchema),
    attempts: connection.model<AttemptRow>('Attempt', attemptSchema),
  };
  await ensureCollections(models);
  await fillNameWords(models.users);
  return models;
}

/** Rows from before these were kept read as if nothing had been said. */
export const accountOf = ({
  _id: id,
  addresses: _readApart,
  nameWords: _toSearchBy,
  touched: _toConflict,
  isEmailVerified = false,
  locale = 'en',
  phone = null,
  ...columns
}: UserRow): Account => ({ id, isEmailVerified, locale, phone, ...columns });

export const userRowOf = ({ id: _id, roles, ...columns }: Account): UserRow => ({ _id, roles: [...roles], ...columns });

export const mailRequestRowOf = ({ id: _id, ...columns }: MailRequest): MailRequestRow => ({ _id, ...columns });

export const mailRequestOf = ({ _id: id, userId, purpose, email, expiresAt }: MailRequestRow): MailRequest => ({
  id,
  userId,
  purpose,
  email,
  expiresAt,
});
