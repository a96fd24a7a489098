import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { AddressBook } from '../domain/addressBook.ts';
import type { AddressStore } from '../selfServicePorts.ts';
import type { UserModels } from './userModels.ts';

type Options = { mongo: Mongo; models: UserModels };

/** Addresses inside of the user's document, so that they go when the user goes. */
export function makeAddressStore({ mongo, models: { users } }: Options): AddressStore {
  const read = async (userId: string): Promise<AddressBook | null> => {
    const row = await users.findById(userId).select({ addresses: 1 }).lean();
    return row && (row.addresses ?? []);
  };
  return {
    ofUser: async (userId) => (await read(userId)) ?? [],
    change: (userId, change) =>
      // A change of the same user that commits in between makes the write fail, and all of it is done again.
      mongo.transaction(async () => {
        const before = await read(userId);
        if (!before) return null;
        const addresses = [...change(before)];
        await users.updateOne({ _id: userId }, { addresses });
        return addresses;
      }),
  };
}
