import mongoose from 'mongoose';
import type { Account } from '../domain/user.ts';

/** An account that may still sign in, with the password and the roles that it was read with. */
export const asItWas = ({ id: _id, passwordHash, roles }: Account) => ({
  _id,
  passwordHash,
  isDisabled: false,
  roles: mongoose.trusted({ $eq: [...roles] }),
});
