import type { AccountStore, Passwords, Tokens } from './ports.ts';
import type {
  AddressStore,
  MailRequestStore,
  OwnAccountStore,
  ResetInquiries,
  SelfService,
} from './selfServicePorts.ts';
import { makeChangeAddresses } from './usecases/changeAddresses.ts';
import { makeChangeEmail } from './usecases/changeEmail.ts';
import { makeChangePassword } from './usecases/changePassword.ts';
import { makeMintMailToken } from './usecases/mintMailToken.ts';
import { makeRequestEmailVerification } from './usecases/requestEmailVerification.ts';
import { makeRequestPasswordReset } from './usecases/requestPasswordReset.ts';
import { makeResetPassword } from './usecases/resetPassword.ts';
import { makeUpdateProfile } from './usecases/updateProfile.ts';
import { makeVerifyEmail } from './usecases/verifyEmail.ts';

export type SelfServiceParts = {
  readonly accounts: AccountStore;
  readonly ownAccounts: OwnAccountStore;
  readonly addresses: AddressStore;
  readonly mailRequests: MailRequestStore;
  readonly inquiries: ResetInquiries;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  /** Has the inquiries settled soon; waits for nothing. */
  readonly wake: () => void;
  /** Business time. */
  readonly now: () => Date;
  readonly realNow: () => Date;
  readonly newId: () => string;
};

/** What owners do to their accounts, on whatever stands behind the ports. */
export const assembleSelfService = (parts: SelfServiceParts): SelfService => ({
  updateProfile: makeUpdateProfile(parts),
  changePassword: makeChangePassword(parts),
  logoutEverywhere: (userId) => parts.ownAccounts.endSessions(userId, { at: parts.now(), now: parts.realNow() }),
  addresses: parts.addresses.ofUser,
  ...makeChangeAddresses(parts),
  requestEmailVerification: makeRequestEmailVerification(parts),
  verifyEmail: makeVerifyEmail(parts),
  requestPasswordReset: makeRequestPasswordReset(parts),
  resetPassword: makeResetPassword(parts),
  changeEmail: makeChangeEmail(parts),
  mailToken: makeMintMailToken(parts),
});
