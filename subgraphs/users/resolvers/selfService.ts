import { requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { parseInput } from '#kernel/validation.ts';
import type { MutationResolvers } from '../generated.ts';
import type { UsersContext } from '../ports.ts';
import {
  changeEmailInput,
  changePasswordInput,
  readUpdateProfile,
  requestPasswordResetInput,
  resetPasswordInput,
  verifyEmailInput,
} from '../selfServiceInputs.ts';

/** What somebody does to the own account, signed in or with a token from a mail. */
export const selfServiceMutations = {
  logoutEverywhere: async (_root, _arguments, { call, own }) => ({
    ended: await own.logoutEverywhere(requireUser(call.principal).userId),
  }),
  updateProfile: async (_root, { input }, { call, own }) => {
    const { userId } = requireUser(call.principal);
    return { user: await own.updateProfile({ userId, change: readUpdateProfile(input) }) };
  },
  changePassword: async (_root, { input }, { call, own }, info) => {
    const { userId } = requireUser(call.principal);
    return outcome(info, 'Session', async () =>
      own.changePassword({ userId, ...parseInput(changePasswordInput, input) }),
    );
  },
  requestEmailVerification: async (_root, _arguments, { call, own }, info) => {
    const { userId } = requireUser(call.principal);
    return outcome(info, 'EmailVerificationRequested', async () => ({
      email: await own.requestEmailVerification(userId),
    }));
  },
  verifyEmail: (_root, { input }, { own }, info) =>
    outcome(info, 'EmailVerified', async () => ({
      email: await own.verifyEmail(parseInput(verifyEmailInput, input).token),
    })),
  requestPasswordReset: (_root, { input }, { own }, info) =>
    outcome(info, 'PasswordResetRequested', async () => {
      await own.requestPasswordReset(parseInput(requestPasswordResetInput, input).email);
      return { requested: true };
    }),
  resetPassword: (_root, { input }, { own }, info) =>
    outcome(info, 'PasswordReset', async () => ({
      sessionsEnded: await own.resetPassword(parseInput(resetPasswordInput, input)),
    })),
  changeEmail: async (_root, { input }, { call, own }, info) => {
    const { userId } = requireUser(call.principal);
    return outcome(info, 'EmailChangeRequested', async () => {
      const request = parseInput(changeEmailInput, input);
      await own.changeEmail({ userId, ...request });
      return { newEmail: request.newEmail };
    });
  },
} satisfies MutationResolvers<UsersContext>;
