import type { MailQueue } from './ports.ts';
import { isMailed } from './templates/letterOf.ts';
import type { MailEvent } from './templates/template.ts';

type Deps = { add: MailQueue['add'] };

/** Queues one mail per event. It runs in the inbox's transaction, so a repeated event adds nothing. */
export const makeEmailHandler =
  ({ add }: Deps) =>
  async (event: MailEvent): Promise<void> => {
    if (isMailed(event)) await add(recipientIdOf(event), event);
  };

const recipientIdOf = ({ data }: MailEvent): string => ('userId' in data ? data.userId : data.customerId);
