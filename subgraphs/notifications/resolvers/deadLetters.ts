import { requireAdmin } from '#kernel/auth/principal.ts';
import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { pageOf } from '#kernel/graphql/page.ts';
import { parseInput } from '#kernel/validation.ts';
import type { DeadLetterPage } from '../deadLetterPorts.ts';
import type { Resolvers } from '../generated.ts';
import { dropDeadLetterInput, replayDeadLettersInput } from '../inputs.ts';
import type { NotificationsContext } from '../ports.ts';

export const deadLetterResolvers: Resolvers<NotificationsContext> = {
  Query: {
    deadLetters: async (_root, { filter, ...page }, { call, deadLetters }): Promise<DeadLetterPage> => {
      requireAdmin(call.principal);
      const wanted = filter ?? {};
      return { ...(await deadLetters.page(wanted, pageOf(page))), filter: wanted };
    },
    deadLetter: (_root, { id }, { call, deadLetters }) => {
      requireAdmin(call.principal);
      return deadLetters.byId(id);
    },
  },

  Mutation: {
    replayDeadLetters: (_root, { input }, { call, deadLetters }, info) => {
      const { userId: adminId } = requireAdmin(call.principal);
      const request = parseInput(replayDeadLettersInput, input);
      return outcome(info, 'DeadLettersReplayed', async () => ({
        dryRun: request.dryRun,
        deadLetters: await deadLetters.replay({ ...request, adminId }),
      }));
    },
    dropDeadLetter: (_root, { input }, { call, deadLetters }, info) => {
      const { userId: adminId } = requireAdmin(call.principal);
      const request = parseInput(dropDeadLetterInput, input);
      return outcome(info, 'DeadLetterDropped', async () => ({
        deadLetter: await deadLetters.drop({ ...request, adminId }),
      }));
    },
  },

  DeadLetter: {
    requestId: ({ headers }) => headers[REQUEST_ID_HEADER] ?? null,
    traceparent: ({ headers }) => headers['traceparent'] ?? null,
  },

  DeadLetterConnection: {
    totalCount: ({ filter }, _arguments, { deadLetters }) => deadLetters.count(filter),
  },
};
