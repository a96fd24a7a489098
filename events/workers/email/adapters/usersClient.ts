import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { RecipientOf, SecretOf } from '../ports.ts';
import { MailRecipient, TakeMailToken } from './usersClient.generated.ts';

/** The users subgraph, over its service-only fields. */
export const makeRecipientOf =
  (call: ServiceClient): RecipientOf =>
  async (userId) => {
    const { mailRecipient } = await call(MailRecipient, { userId });
    if (!mailRecipient) return null;
    const { email, name, locale } = mailRecipient;
    return { email, name, language: LANGUAGES[locale] };
  };

const LANGUAGES = { EN: 'en', RO: 'ro' } as const;

export const makeSecretOf =
  (call: ServiceClient): SecretOf =>
  async (requestId) => {
    const { mailToken } = await call(TakeMailToken, { requestId });
    return mailToken && { token: mailToken.token, purpose: mailToken.purpose, email: mailToken.email };
  };
