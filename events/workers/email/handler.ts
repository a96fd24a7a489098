import type { NotificationEvent } from '#events/contracts/notifications.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';
import type { MailEvent } from './mailEvents.ts';
import type { MailQueue } from './ports.ts';
import { isMailed, isMailedType } from './templates/letterOf.ts';

type Deps = Pick<MailQueue, 'add' | 'resend' | 'erase'>;

/** Queues one mail per event. It runs in the inbox's transaction, so a repeated event adds nothing. */
export const makeEmailHandlers = (queue: Deps) => {
  const mail = async (event: MailEvent): Promise<void> => {
    if (isMailed(event)) await queue.add({ id: event.id, userId: recipientIdOf(event), event });
  };
  return {
    'users.v1': async (event: UserEvent): Promise<void> => {
      if (event.type === 'UserDeleted') await queue.erase(event.data.userId);
      else await mail(event);
    },
    'orders.v1': mail,
    'payments.v1': mail,
    'notifications.v1': async (event: NotificationEvent): Promise<void> => {
      if (event.type === 'MailResendRequested') await queue.resend(event.data.mailId);
      if (event.type !== 'TestMailRequested') return;
      const { mailId: id, userId } = event.data;
      await queue.add({ id, userId, event });
    },
  } as const;
};

const recipientIdOf = ({ data }: MailEvent): string => ('userId' in data ? data.userId : data.customerId);

/** Of all events these alone are noted. */
export const concernsMails = ({ type }: { type: string }): boolean =>
  isMailedType(type) || type === 'UserDeleted' || type === 'TestMailRequested' || type === 'MailResendRequested';
