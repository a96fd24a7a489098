import mongoose, { type Connection, type Model } from 'mongoose';
import { ensureCollections } from '#kernel/mongo/ensureCollections.ts';
import type { Account, Role } from '../domain/user.ts';

type UserRow = Omit<Account, 'id' | 'roles'> & { _id: string; roles: Role[] };

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

export type UserModels = {
  readonly users: Model<UserRow>;
  readonly sessions: Model<SessionRow>;
  readonly tokens: Model<TokenRow>;
};

const userSchema = new mongoose.Schema<UserRow>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    roles: { type: [String], required: true },
    passwordHash: { type: String, required: true },
    isDisabled: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, collection: 'users' },
);
userSchema.index({ email: 1 }, { unique: true });

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

/** The collections of users, with their indexes. */
export async function openUserModels(connection: Connection): Promise<UserModels> {
  const models = {
    users: connection.model<UserRow>('User', userSchema),
    sessions: connection.model<SessionRow>('Session', sessionSchema),
    tokens: connection.model<TokenRow>('RefreshToken', tokenSchema),
  };
  await ensureCollections(models);
  return models;
}

export const accountOf = ({ _id: id, ...columns }: UserRow): Account => ({ id, ...columns });

export const userRowOf = ({ id: _id, roles, ...columns }: Account): UserRow => ({ _id, roles: [...roles], ...columns });
