import mongoose, { type Model, type QueryFilter } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { mailResendRequestedOf } from '../outgoing.ts';
import type { LoggedMail, ParkedMailStore, WantedMails } from '../ports.ts';

type Row = Omit<LoggedMail, 'id'> & { _id: string };

/** The mails of the log (mongoMailLog.ts, opened before) that may be sent once more. */
export function makeParkedMails(mongo: Mongo, outbox: Outbox): ParkedMailStore {
  const model: Model<Row> = mongo.connection.model<Row>('LoggedMail');
  return {
    find: async (wanted, limit) => {
      const rows = await model.find(conditionOf(wanted)).sort({ at: 1, _id: 1 }).limit(limit).lean<Row[]>();
      return rows.map(({ _id: id, ...mail }) => ({ id, ...mail }));
    },
    count: (wanted) => model.countDocuments(conditionOf(wanted)).exec(),
    askFor: async (ids, { adminId, at }) => {
      await mongo.transaction(async () => {
        const parked: string[] = [];
        for (const _id of ids) {
          const { matchedCount } = await model.updateOne({ _id, status: 'PARKED' }, { $set: { status: 'WAITING' } });
          if (matchedCount === 1) parked.push(_id);
        }
        await outbox.append(parked.map((mailId) => mailResendRequestedOf({ mailId, adminId, requestedAt: at })));
      });
    },
  };
}

function conditionOf({ ids, reason, notReasons, notTemplates, since }: WantedMails): QueryFilter<Row> {
  return {
    status: 'PARKED',
    at: mongoose.trusted({ $gte: since }),
    userId: mongoose.trusted({ $ne: null }),
    template: mongoose.trusted({ $nin: [...notTemplates] }),
    reason: reason ?? mongoose.trusted({ $nin: [...notReasons] }),
    ...(ids && { _id: mongoose.trusted({ $in: [...ids] }) }),
  };
}
