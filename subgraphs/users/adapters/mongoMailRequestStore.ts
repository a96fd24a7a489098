import mongoose from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { isDuplicateKey, type Mongo } from '#kernel/mongo/mongo.ts';
import type { MailPurpose, MailRequest } from '../domain/mailRequest.ts';
import { emailTaken } from '../domain/user.ts';
import { aboutUser, mailRequested } from '../outgoing.ts';
import type { MailRequestStore } from '../selfServicePorts.ts';
import { endAll } from './mongoSessionStore.ts';
import { mailRequestOf, mailRequestRowOf, type UserModels } from './userModels.ts';

type Options = { mongo: Mongo; outbox: Outbox; models: UserModels };

/** Requests for mails with a token, in MongoDB: used and superseded ones are deleted. */
export function makeMailRequestStore(options: Options): MailRequestStore {
  const { mongo, models } = options;
  const { mailRequests } = models;
  return {
    make: (request, at) => mongo.transaction(() => writeMailRequest(options, request, at)),
    mint: async (requestId, tokenHash, now) => {
      const open = { _id: requestId, expiresAt: mongoose.trusted({ $gt: now }) };
      const row = await mailRequests.findOneAndUpdate(open, { tokenHash }, { returnDocument: 'after' }).lean();
      return row && mailRequestOf(row);
    },
    ofToken: async (tokenHash, now) => {
      const row = await mailRequests.findOne({ tokenHash, expiresAt: mongoose.trusted({ $gt: now }) }).lean();
      return row && mailRequestOf(row);
    },
    verifyEmail: (tokenHash, { at, now }) =>
      mongo.transaction(async () => {
        const request = await take(models, tokenHash, ['verifyEmail', 'changeEmail'], now);
        return request && setVerified(options, request, at);
      }),
    resetPassword: (tokenHash, passwordHash, { at, now }) =>
      mongo.transaction(async () => {
        const request = await take(models, tokenHash, ['resetPassword'], now);
        return request && setPassword(options, request, passwordHash, { at, now });
      }),
  };
}

/** Joins the transaction around it. @returns false, having written nothing, for who may not sign in. */
export async function writeMailRequest(
  { outbox, models: { users, mailRequests } }: Pick<Options, 'outbox' | 'models'>,
  request: MailRequest,
  at: Date,
): Promise<boolean> {
  const { userId, purpose } = request;
  if (!(await users.exists({ _id: userId, isDisabled: false }))) return false;
  await mailRequests.deleteMany({ userId, purpose });
  await mailRequests.create(mailRequestRowOf(request));
  await outbox.append([mailRequested(request, at)]);
  return true;
}

/** Of two who take one token at once, one waits for the other's end and finds nothing then. */
async function take({ mailRequests }: UserModels, tokenHash: string, purposes: MailPurpose[], now: Date) {
  const open = {
    tokenHash,
    purpose: mongoose.trusted({ $in: purposes }),
    expiresAt: mongoose.trusted({ $gt: now }),
  };
  const row = await mailRequests.findOneAndDelete(open).lean();
  return row && mailRequestOf(row);
}

async function setVerified({ outbox, models }: Options, request: MailRequest, at: Date): Promise<string | null> {
  const { userId, purpose, email } = request;
  const isChange = purpose === 'changeEmail';
  const whom = { _id: userId, isDisabled: false, ...(isChange ? {} : { email }) };
  const { matchedCount } = await models.users
    .updateOne(whom, { email, isEmailVerified: true })
    .catch((error: unknown) => {
      throw isDuplicateKey(error) ? emailTaken(error, 'token') : error;
    });
  if (matchedCount === 0) return null;
  // Mails that went to the old address have no say any more.
  if (isChange) await models.mailRequests.deleteMany({ userId });
  const updated = isChange ? [aboutUser(userId, 'UserUpdated', at)] : [];
  await outbox.append([...updated, aboutUser(userId, 'EmailVerified', at)]);
  return email;
}

async function setPassword(
  { outbox, models }: Options,
  { userId, email }: MailRequest,
  passwordHash: string,
  moment: { at: Date; now: Date },
): Promise<number | null> {
  const whom = { _id: userId, email, isDisabled: false };
  const before = await models.users.findOneAndUpdate(whom, { passwordHash, isEmailVerified: true }).lean();
  if (!before) return null;
  // A thief may have asked for another address: what was asked for with the old password is void.
  await models.mailRequests.deleteMany({ userId });
  const ended = await endAll({ outbox, models }, userId, moment);
  const verified = before.isEmailVerified ? [] : [aboutUser(userId, 'EmailVerified', moment.at)];
  await outbox.append([aboutUser(userId, 'PasswordChanged', moment.at), ...verified]);
  return ended;
}
