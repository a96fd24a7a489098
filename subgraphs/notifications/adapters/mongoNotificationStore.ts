import mongoose, { type Model } from 'mongoose';
import type { Outbox } from '#events/outbox/outbox.ts';
import { findPage } from '#kernel/mongo/findPage.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { NotificationStore } from '../ports.ts';
import { makeAddNotification, notificationOf, type NotificationRow as Row } from './addNotifications.ts';

const schema = new mongoose.Schema<Row>(
  {
    _id: { type: String, required: true },
    eventId: { type: String, required: true },
    userId: { type: String, required: true },
    kind: { type: String, required: true },
    title: { type: String, required: true },
    body: { type: String, required: true },
    orderId: { type: String, default: null },
    read: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    place: Number,
    recordedAt: Date,
    requestId: String,
  },
  { versionKey: false, collection: 'notifications' },
);
schema.index({ eventId: 1 }, { unique: true });
schema.index({ orderId: 1 });
schema.index({ userId: 1, createdAt: -1, _id: -1 });
schema.index({ userId: 1, place: -1 });
schema.index({ userId: 1, read: 1, createdAt: -1, _id: -1 });

type Placement = Pick<Row, '_id' | 'place'>;

export async function openNotificationStore(mongo: Mongo, outbox: Outbox): Promise<NotificationStore> {
  const model: Model<Row> = mongo.connection.model<Row>('Notification', schema);
  await model.createIndexes();
  return {
    add: makeAddNotification({ mongo, model, outbox }),
    markRead: async (id, userId) => {
      const update = { $set: { read: true } };
      const row = await model.findOneAndUpdate({ _id: id, userId }, update, { returnDocument: 'after' }).lean<Row>();
      return row && notificationOf(row);
    },
    byIds: async (ids) => {
      const rows = await model.find({ _id: mongoose.trusted({ $in: [...ids] }) }).lean<Row[]>();
      return rows.map(notificationOf);
    },
    page: async (userId, unreadOnly, page) => {
      const filter = { userId, ...(unreadOnly && { read: false }) };
      const { edges, pageInfo } = await findPage(
        model,
        filter,
        [
          ['createdAt', -1],
          ['_id', -1],
        ],
        page,
      );
      const shown = edges.map(({ cursor, node }) => ({ cursor, node: notificationOf(node) }));
      return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
    },
    count: (userId, unreadOnly) => model.countDocuments({ userId, ...(unreadOnly && { read: false }) }).exec(), // graphql-js would run a bare query twice
    placeOf: async (_id, userId) => {
      const row = await model.findOne({ _id, userId }, { place: 1 }).lean<Pick<Row, 'place'>>();
      return row && (row.place ?? 0);
    },
    addedBehind: async (userId, place, limit) => {
      const behind = { userId, place: mongoose.trusted({ $gt: place }) };
      const rows = await model.find(behind, { place: 1 }).sort({ place: 1 }).limit(limit).lean<Required<Placement>[]>();
      return rows.map(({ _id: id, place: at }) => ({ id, place: at }));
    },
    erase: async (userId) => void (await model.deleteMany({ userId })),
  };
}
