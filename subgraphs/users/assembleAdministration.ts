import type { AccountAdministration, Administration } from './adminPorts.ts';
import type { AccountStore, Passwords } from './ports.ts';
import { makeAdministerUser } from './usecases/administerUser.ts';
import { makeDeleteMyself } from './usecases/deleteMyself.ts';

export type AdministrationParts = {
  readonly accounts: AccountStore;
  readonly administered: AccountAdministration;
  readonly passwords: Passwords;
  /** Business time. */
  readonly now: () => Date;
  readonly realNow: () => Date;
};

/** What admins do to users, on whatever stands behind the ports. */
export function assembleAdministration(parts: AdministrationParts): Administration {
  const commands = makeAdministerUser({ ...parts, administration: parts.administered });
  return { ...commands, deleteMyself: makeDeleteMyself({ ...parts, deleteUser: commands.deleteUser }) };
}
