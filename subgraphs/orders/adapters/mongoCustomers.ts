import type { OrderModels } from './orderModels.ts';

/** What orders know of people, in MongoDB: the addresses are all of it. */
export const makeMongoCustomers = ({ addresses }: Pick<OrderModels, 'addresses'>) => ({
  eraseAddresses: async (customerId: string): Promise<void> => {
    await addresses.deleteMany({ customerId });
  },
});
