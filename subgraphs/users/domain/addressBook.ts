import { AppError } from '#kernel/errors.ts';

const MOST_ADDRESSES = 20;

/** Where something is sent. */
export type Address = {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

export type SavedAddress = Address & { readonly id: string; readonly isDefault: boolean };

/** Oldest first. Exactly one is the default, unless there are none. */
export type AddressBook = readonly SavedAddress[];

/**
 * An address that is there already is not added again: a repeated request changes nothing.
 *
 * @throws AppError REFUSED (TOO_MANY_ADDRESSES).
 */
export function withAddress(book: AddressBook, id: string, address: Address, isDefault: boolean): AddressBook {
  const same = sameAddress(book, address);
  if (!same && book.length >= MOST_ADDRESSES) throw tooMany();
  const all = same ? book : [...book, { id, ...address, isDefault: false }];
  return isDefault || all.length === 1 ? withDefault(all, same?.id ?? id) : all;
}

/** @throws AppError REFUSED (ADDRESS_UNKNOWN). */
export function withChangedAddress(book: AddressBook, id: string, change: Partial<Address>): AddressBook {
  addressOf(book, id);
  return book.map((address) => (address.id === id ? { ...address, ...change } : address));
}

/** @throws AppError REFUSED (ADDRESS_UNKNOWN). */
export function withoutAddress(book: AddressBook, id: string): AddressBook {
  const { isDefault } = addressOf(book, id);
  const others = book.filter((address) => address.id !== id);
  const oldest = others[0];
  return isDefault && oldest ? withDefault(others, oldest.id) : others;
}

/** @throws AppError REFUSED (ADDRESS_UNKNOWN). */
export function withDefault(book: AddressBook, id: string): AddressBook {
  addressOf(book, id);
  return book.map((address) => ({ ...address, isDefault: address.id === id }));
}

/** @throws AppError REFUSED (ADDRESS_UNKNOWN). */
export function addressOf(book: AddressBook, id: string): SavedAddress {
  const address = book.find((each) => each.id === id);
  if (address) return address;
  const message = 'you have no such address';
  throw new AppError('REFUSED', 'ADDRESS_UNKNOWN', message, { reasons: [{ param: 'id', message }] });
}

export const sameAddress = (book: AddressBook, address: Address): SavedAddress | undefined =>
  book.find((each) => FIELDS.every((field) => each[field] === address[field]));

const FIELDS = ['name', 'street', 'city', 'postalCode', 'country'] as const;

const tooMany = () =>
  new AppError('REFUSED', 'TOO_MANY_ADDRESSES', `${MOST_ADDRESSES} addresses are the most: remove one first`);
