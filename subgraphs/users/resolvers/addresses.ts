import { requireUser } from '#kernel/auth/principal.ts';
import { outcome } from '#kernel/graphql/outcome.ts';
import { parseInput } from '#kernel/validation.ts';
import type { MutationResolvers } from '../generated.ts';
import type { UsersContext } from '../ports.ts';
import { addressIdInput, readAddAddress, readUpdateAddress } from '../selfServiceInputs.ts';

/** What somebody does to the own addresses. */
export const addressMutations = {
  addAddress: async (_root, { input }, { call, own }, info) => {
    const { userId } = requireUser(call.principal);
    return outcome(info, 'AddressSaved', async () => own.addAddress({ userId, ...readAddAddress(input) }));
  },
  updateAddress: async (_root, { input }, { call, own }, info) => {
    const { userId } = requireUser(call.principal);
    return outcome(info, 'AddressSaved', async () => own.updateAddress({ userId, ...readUpdateAddress(input) }));
  },
  removeAddress: async (_root, { input }, { call, own }, info) => {
    const { userId } = requireUser(call.principal);
    return outcome(info, 'AddressRemoved', async () => ({
      addresses: [...(await own.removeAddress({ userId, ...parseInput(addressIdInput, input) }))],
    }));
  },
  setDefaultAddress: async (_root, { input }, { call, own }, info) => {
    const { userId } = requireUser(call.principal);
    return outcome(info, 'AddressSaved', async () =>
      own.setDefaultAddress({ userId, ...parseInput(addressIdInput, input) }),
    );
  },
} satisfies MutationResolvers<UsersContext>;
