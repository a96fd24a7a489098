import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Address,
  type AddressBook,
  withAddress,
  withChangedAddress,
  withDefault,
  withoutAddress,
} from './addressBook.ts';

const home: Address = {
  name: 'Ana Pop',
  street: 'Strada Lungă 1',
  city: 'Brașov',
  postalCode: '500001',
  country: 'RO',
};
const at = (street: string): Address => ({ ...home, street });
const bookOf = (...streets: string[]) =>
  streets.reduce<AddressBook>((book, street) => withAddress(book, street, at(street), false), []);
const defaultsOf = (book: AddressBook) => book.filter(({ isDefault }) => isDefault).map(({ id }) => id);

describe('an address book', () => {
  it('makes the first address the default, and later ones only when asked to', () => {
    const book = bookOf('a', 'b');
    expect(defaultsOf(book)).toEqual(['a']);
    expect(defaultsOf(withAddress(book, 'c', at('c'), true))).toEqual(['c']);
  });

  it('does not add what is there, but may make it the default', () => {
    const book = bookOf('a', 'b');
    expect(withAddress(book, 'again', at('b'), false)).toEqual(book);
    expect(defaultsOf(withAddress(book, 'again', at('b'), true))).toEqual(['b']);
  });

  it('takes 20 addresses, and one of them again', () => {
    const full = bookOf(...Array.from({ length: 20 }, (_, index) => `street ${index}`));
    const tooMany = expect.objectContaining({ reason: 'TOO_MANY_ADDRESSES' });
    expect(() => withAddress(full, 'x', at('x'), false)).toThrow(tooMany);
    expect(withAddress(full, 'x', at('street 7'), false)).toEqual(full);
  });

  it('makes the oldest of the others the default when the default goes', () => {
    const book = withDefault(bookOf('a', 'b', 'c'), 'c');
    expect(defaultsOf(withoutAddress(book, 'c'))).toEqual(['a']);
    expect(defaultsOf(withoutAddress(book, 'a'))).toEqual(['c']);
    expect(withoutAddress(bookOf('a'), 'a')).toEqual([]);
  });

  it('changes what is given of one address', () => {
    const [first, second] = withChangedAddress(bookOf('a', 'b'), 'b', { city: 'Cluj' });
    expect(first).toMatchObject(at('a'));
    expect(second).toEqual({ ...at('b'), city: 'Cluj', id: 'b', isDefault: false });
  });

  it.each([
    ['changed', (book: AddressBook) => withChangedAddress(book, 'gone', {})],
    ['removed', (book: AddressBook) => withoutAddress(book, 'gone')],
    ['made the default', (book: AddressBook) => withDefault(book, 'gone')],
  ])('says that an unknown address can not be %s', (_what, change) => {
    expect(() => change(bookOf('a'))).toThrow(expect.objectContaining({ reason: 'ADDRESS_UNKNOWN' }));
  });

  it('has exactly one default whatever is done to it, unless it is empty', () => {
    const street = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      fc.tuple(street, fc.boolean()).map(
        ([id, isDefault]) =>
          (book: AddressBook) =>
            withAddress(book, id, at(id), isDefault),
      ),
      street.map((id) => (book: AddressBook) => withoutAddress(book, id)),
      street.map((id) => (book: AddressBook) => withDefault(book, id)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let book: AddressBook = [];
        for (const change of steps) {
          book = afterwards(book, change);
          expect(defaultsOf(book)).toHaveLength(Math.min(book.length, 1));
        }
      }),
    );
  });
});

/** A refused change changes nothing. */
function afterwards(book: AddressBook, change: (book: AddressBook) => AddressBook): AddressBook {
  try {
    return change(book);
  } catch {
    return book;
  }
}
