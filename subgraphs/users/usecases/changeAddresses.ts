import {
  type AddressBook,
  addressOf,
  sameAddress,
  withAddress,
  withChangedAddress,
  withDefault,
  withoutAddress,
} from '../domain/addressBook.ts';
import type { AddressAmongOthers, AddressStore, SelfService } from '../selfServicePorts.ts';
import { accountGone } from './accountGone.ts';

type Deps = { addresses: AddressStore; newId: () => string };
type AddressActions = Pick<SelfService, 'addAddress' | 'updateAddress' | 'removeAddress' | 'setDefaultAddress'>;

/** What owners do to their addresses; the rules are in domain/addressBook.ts. */
export function makeChangeAddresses({ addresses, newId }: Deps): AddressActions {
  const changed = async (userId: string, change: (book: AddressBook) => AddressBook): Promise<AddressBook> => {
    const book = await addresses.change(userId, change);
    if (!book) throw accountGone();
    return book;
  };
  return {
    addAddress: async ({ userId, address, isDefault }) => {
      const id = newId();
      const book = await changed(userId, (before) => withAddress(before, id, address, isDefault));
      return { address: sameAddress(book, address) ?? addressOf(book, id), addresses: book };
    },
    updateAddress: async ({ userId, id, change }) =>
      amongOthers(await changed(userId, (book) => withChangedAddress(book, id, change)), id),
    removeAddress: ({ userId, id }) => changed(userId, (book) => withoutAddress(book, id)),
    setDefaultAddress: async ({ userId, id }) =>
      amongOthers(await changed(userId, (book) => withDefault(book, id)), id),
  };
}

const amongOthers = (book: AddressBook, id: string): AddressAmongOthers => ({
  address: addressOf(book, id),
  addresses: book,
});
