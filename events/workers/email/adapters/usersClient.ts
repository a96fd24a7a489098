import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { RecipientOf } from '../ports.ts';
import { MailRecipient } from './usersClient.generated.ts';

/** The users subgraph, over its service-only field. */
export const makeRecipientOf =
  (call: ServiceClient): RecipientOf =>
  async (userId) => {
    const { mailRecipient } = await call(MailRecipient, { userId });
    return mailRecipient && { email: mailRecipient.email, name: mailRecipient.name };
  };
