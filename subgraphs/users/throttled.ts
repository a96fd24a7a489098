import type { Call } from '#kernel/graphql/call.ts';
import type { Administration } from './adminPorts.ts';
import type { Login, Register } from './ports.ts';
import type { SelfService } from './selfServicePorts.ts';
import type { Throttle } from './throttlePorts.ts';

type UseCases = {
  readonly register: Register;
  readonly login: Login;
  readonly own: SelfService;
  readonly administration: Administration;
};

/** The use cases by which one could guess passwords, or make mails or accounts in masses, for one caller. */
export function throttled(
  throttle: Throttle,
  { register, login, own, administration }: UseCases,
  call: Call,
): UseCases {
  const { clientAddress: address } = call;
  const guessing =
    <Request extends { userId: string }, Result>(run: (request: Request) => Promise<Result>) =>
    (request: Request) =>
      throttle.guess({ account: request.userId, address }, () => run(request));
  return {
    register: async (request) => {
      await throttle.registration(address);
      const session = await register(request);
      await throttle.signedIn({ account: request.email, address });
      return session;
    },
    login: (request) => throttle.guess({ account: request.email, address }, () => login(request)),
    own: {
      ...own,
      changePassword: guessing(own.changePassword),
      changeEmail: async (request) => {
        await throttle.mail(request.newEmail, address);
        return guessing(own.changeEmail)(request);
      },
      requestPasswordReset: async (email) => {
        await throttle.mail(email, address);
        await own.requestPasswordReset(email);
      },
      requestEmailVerification: async (userId) => {
        await throttle.mail(userId, address);
        return own.requestEmailVerification(userId);
      },
    },
    administration: { ...administration, deleteMyself: guessing(administration.deleteMyself) },
  };
}
