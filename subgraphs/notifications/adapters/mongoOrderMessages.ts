import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Dispatch } from '../dispatchPorts.ts';
import type { LoggedMail, Notification, OrderMessage, OrderMessages } from '../ports.ts';

type MailRow = Omit<LoggedMail, 'id'> & { _id: string; orderId: string };
type InboxRow = Omit<Notification, 'id' | 'orderId'> & {
  _id: string;
  orderId: string;
  eventId: string;
  recordedAt?: Date;
  requestId?: string;
};
type DispatchRow = Omit<Dispatch, 'id' | 'message'> & {
  _id: string;
  message: Dispatch['message'] & { orderId: string };
};

/** More than an order is worth telling of; what is beyond is left out. */
const MOST_PER_ORDER = 200;

/** What the log of mails, the inbox and the queue of webhooks and browsers have of orders. */
export function makeOrderMessages({ connection }: Mongo): OrderMessages {
  const database = connection.getClient().db(connection.name);
  const mails = database.collection<MailRow>('mail_log');
  const inbox = database.collection<InboxRow>('notifications');
  const dispatches = database.collection<DispatchRow>('dispatches');
  return async (orderIds) => {
    const among = { $in: [...orderIds] };
    const most = orderIds.length * MOST_PER_ORDER;
    const [sent, added, queued] = await Promise.all([
      mails.find({ orderId: among }).limit(most).toArray(),
      inbox.find({ orderId: among }).limit(most).toArray(),
      dispatches.find({ 'message.orderId': among }).limit(most).toArray(),
    ]);
    return [...sent.map(mailed), ...added.map(inApp), ...queued.map(dispatched)];
  };
}

const unknown = { at: null, requestId: null, eventId: null, partition: null, offset: null } as const;

/** A mail has the id of the event that it tells of. */
const mailed = ({ _id, orderId, userId, status, reason, attempts, at, told }: MailRow): OrderMessage => ({
  ...unknown,
  id: `mail:${_id}`,
  orderId,
  channel: 'EMAIL',
  status: status === 'SENT' ? 'DELIVERED' : 'FAILED',
  causationId: _id,
  userId,
  attempts,
  reason,
  recordedAt: at,
  ...told,
});

/** What tells of it has its own id. */
const inApp = ({ _id, orderId, eventId, userId, createdAt, recordedAt, requestId }: InboxRow): OrderMessage => ({
  ...unknown,
  id: `inbox:${_id}`,
  orderId,
  channel: 'IN_APP',
  status: 'DELIVERED',
  causationId: eventId,
  userId,
  attempts: null,
  reason: null,
  at: createdAt,
  recordedAt: recordedAt ?? null,
  requestId: requestId ?? null,
  eventId: _id,
});

const dispatched = ({
  _id,
  message,
  channel,
  status,
  userId,
  attempts,
  answer,
  ...row
}: DispatchRow): OrderMessage => ({
  ...unknown,
  id: `delivery:${_id}`,
  orderId: message.orderId,
  channel,
  status,
  causationId: message.eventId,
  userId,
  attempts,
  reason: answer,
  recordedAt: row.doneAt ?? row.createdAt,
});
