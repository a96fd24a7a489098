import { AppError } from '#kernel/errors.ts';
import { type Category, categoryOf, isTokenEvent, type MailEvent, type TestMailEvent } from './mailEvents.ts';
import type { ClaimedMail, OutgoingMail, RecipientOf, SecretOf, TestMailOf, WishesOf } from './ports.ts';
import { renderHtml } from './renderHtml.ts';
import { renderText } from './renderText.ts';
import { words } from './templates/languages.ts';
import { letterOf } from './templates/letterOf.ts';

type Deps = {
  recipientOf: RecipientOf;
  secretOf: SecretOf;
  wishesOf: WishesOf;
  testMailOf: TestMailOf;
  /** The shop's pages, where it has any. Without a slash at the end. */
  shopUrl: string | undefined;
  /** Where the gateway answers. Without a slash at the end. */
  publicUrl: string;
};

/**
 * Makes the mail out of what is true now: where the user reads, in which language, and whether they want it at all.
 *
 * @throws AppError REFUSED (NO_RECIPIENT, SWITCHED_OFF, SUPERSEDED, ERASED) when it must not be sent, UNAVAILABLE.
 */
export const makeComposeMail = (deps: Deps) => {
  const letterMail = makeLetterMail(deps);
  const testMail = makeTestMail(deps);
  return ({ id, userId, event, createdAt: date }: ClaimedMail): Promise<OutgoingMail> =>
    event.type === 'TestMailRequested' ? testMail(event, { id, date }) : letterMail(event, userId, { id, date });
};

type Envelope = Pick<OutgoingMail, 'id' | 'date'>;

const makeTestMail =
  ({ testMailOf }: Deps) =>
  async ({ data: { mailId } }: TestMailEvent, envelope: Envelope): Promise<OutgoingMail> => {
    const mail = await testMailOf(mailId);
    if (!mail) throw unsendable('ERASED', 'its content is gone');
    const { to, subject, html } = mail;
    return { ...envelope, to: { email: to, name: '' }, subject, html };
  };

const makeLetterMail =
  ({ recipientOf, secretOf, wishesOf, shopUrl, publicUrl }: Deps) =>
  async (event: MailEvent, userId: string, envelope: Envelope): Promise<OutgoingMail> => {
    const recipient = await recipientOf(userId);
    if (!recipient) throw unsendable('NO_RECIPIENT', 'there is no such user');
    const { name, language } = recipient;
    const category = categoryOf(event);
    // Nobody is asked about mails that can't be switched off: a reset must not wait for the notifications subgraph.
    const off = category === 'ACCOUNT' ? undefined : await linkToSwitchOff(userId, category, { wishesOf, publicUrl });
    const secret = isTokenEvent(event) ? await secretOf(event.data.requestId) : undefined;
    if (secret === null) throw unsendable('SUPERSEDED', 'its token is not wanted any more');
    const letter = letterOf(event, { name, language, shopUrl, secret });
    if (!letter) throw unsendable('NO_TEMPLATE', 'nobody gets a mail about it');
    const unsubscribe = off && { label: words[language].unsubscribe[off.category], url: off.url };
    const shown = { ...letter, ...(unsubscribe && { unsubscribe }) };
    return {
      ...envelope,
      // A new address is verified by the mail that reaches it.
      to: { email: secret?.email ?? recipient.email, name },
      subject: letter.subject,
      html: renderHtml(shown),
      text: renderText(shown),
      ...(off && { unsubscribeUrl: off.url }),
    };
  };

async function linkToSwitchOff(
  userId: string,
  category: Exclude<Category, 'ACCOUNT'>,
  { wishesOf, publicUrl }: Pick<Deps, 'wishesOf' | 'publicUrl'>,
) {
  const { mailed, unsubscribeToken: token } = await wishesOf(userId, category);
  if (!mailed) throw unsendable('SWITCHED_OFF', 'the user wants no such mails');
  return { category, url: `${publicUrl}/unsubscribe?${new URLSearchParams({ token, category })}` };
}

const unsendable = (reason: string, message: string) => new AppError('REFUSED', reason, message);
