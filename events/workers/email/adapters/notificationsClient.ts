import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { TestMailOf, WishesOf } from '../ports.ts';
import { MailWishes, TestMailContent } from './notificationsClient.generated.ts';

/** The notifications subgraph, over its service-only fields. */
export const makeWishesOf =
  (call: ServiceClient): WishesOf =>
  async (userId, category) => {
    const { channelsFor, unsubscribeToken } = await call(MailWishes, { userId, category });
    return { mailed: channelsFor.includes('EMAIL'), unsubscribeToken };
  };

export const makeTestMailOf =
  (call: ServiceClient): TestMailOf =>
  async (mailId) => {
    const { testMail } = await call(TestMailContent, { mailId });
    return testMail && { to: testMail.to, subject: testMail.subject, html: testMail.html };
  };
