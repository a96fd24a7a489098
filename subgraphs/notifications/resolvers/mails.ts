import { requireAdmin } from '#kernel/auth/principal.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { parseInput } from '#kernel/validation.ts';
import type { Resolvers } from '../generated.ts';
import { orderMessagesInput, resendParkedMailsInput, sendTestEmailInput } from '../inputs.ts';
import type { MailPage, NotificationsContext } from '../ports.ts';

export const mailResolvers: Resolvers<NotificationsContext> = {
  Query: {
    mails: async (_root, { filter, ...page }, { call, mails }): Promise<MailPage> => {
      requireAdmin(call.principal);
      const wanted = filter ?? {};
      return { ...(await mails.page(wanted, pageOf(page))), filter: wanted };
    },
    orderMessages: async (_root, asked, { orderMessages }) => [
      ...(await orderMessages(parseInput(orderMessagesInput, asked).orderIds)),
    ],
    testMail: (_root, { mailId }, { testMails }) => testMails.byId(mailId),
  },

  Mutation: {
    sendTestEmail: (_root, { input }, { call, testMails }) => {
      const { userId: adminId } = requireAdmin(call.principal);
      return testMails.send({ adminId, ...parseInput(sendTestEmailInput, input) });
    },
    resendParkedMails: async (_root, { input }, { call, resendParkedMails }) => {
      const { userId: adminId } = requireAdmin(call.principal);
      const { mails, ...rest } = await resendParkedMails({ adminId, ...parseInput(resendParkedMailsInput, input) });
      return { mails: [...mails], ...rest };
    },
  },

  Mail: {
    user: ({ userId }) => (userId === null ? null : { id: userId }),
  },

  MailConnection: {
    totalCount: ({ filter }, _arguments, { mails }) => mails.count(filter),
  },
};
