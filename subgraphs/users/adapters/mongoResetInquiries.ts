import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { ResetInquiries } from '../selfServicePorts.ts';
import { writeMailRequest } from './mongoMailRequestStore.ts';
import { accountOf, type UserModels } from './userModels.ts';

type Options = { mongo: Mongo; outbox: Outbox; models: UserModels };

const AT_ONCE = 100;

/** Inquiries in MongoDB. Replicas may settle the same one at the same moment: one of them finds it struck off. */
export function makeResetInquiries({ mongo, outbox, models }: Options): ResetInquiries {
  const { users, resetInquiries } = models;
  return {
    note: async ({ id, email }) => {
      await resetInquiries.create({ _id: id, email, createdAt: new Date() });
    },
    waiting: async () => {
      const rows = await resetInquiries.find().sort({ createdAt: 1 }).limit(AT_ONCE).lean();
      return rows.map(({ _id: id, email }) => ({ id, email }));
    },
    settle: ({ id, email }, requestOf, at) =>
      mongo.transaction(async () => {
        const { deletedCount } = await resetInquiries.deleteOne({ _id: id });
        const row = deletedCount > 0 && (await users.findOne({ email, isDisabled: false }).lean());
        if (row) await writeMailRequest({ outbox, models }, requestOf(accountOf(row)), at);
      }),
  };
}
