import { describe, expect, it } from 'vitest';
import { usersUnderTest } from './usersUnderTest.ts';

const FIELDS = 'id name street city postalCode country isDefault';
const SAVED = `... on AddressSaved { address { ${FIELDS} } addresses { id isDefault } }`;
const REMOVED = '... on AddressRemoved { addresses { id isDefault } }';
const mutation = (name: string, input: string, success = SAVED) =>
  `mutation ($input: ${input}!) {
    outcome: ${name}(input: $input) { __typename ${success} ... on UserError { code param } }
  }`;
const ADD = mutation('addAddress', 'AddAddressInput');
const UPDATE = mutation('updateAddress', 'UpdateAddressInput');
const REMOVE = mutation('removeAddress', 'RemoveAddressInput', REMOVED);
const SET_DEFAULT = mutation('setDefaultAddress', 'SetDefaultAddressInput');

const home = { name: 'Ana Pop', street: 'Strada Lungă 1', city: 'Brașov', postalCode: '500001', country: 'RO' };

type Outcome = { __typename: string; address: { id: string }; addresses: { id: string; isDefault: boolean }[] };

async function owner() {
  const users = usersUnderTest();
  const { user } = await users.register();
  const run = async (document: string, input: object, who = user.id): Promise<Outcome> => {
    const { data, errors } = await users.query(who, document, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as { outcome: Outcome }).outcome;
  };
  const add = async (change: object = {}) => (await run(ADD, { ...home, ...change })).address.id;
  return { users, user, run, add };
}

describe('addresses', () => {
  it('are saved, shown to their owner, and have one default', async () => {
    const { users, user, run, add } = await owner();
    const saved = await run(ADD, home);
    const id = saved.address.id;
    expect(saved).toMatchObject({ __typename: 'AddressSaved', address: { ...home, isDefault: true } });
    const work = await add({ street: 'Strada Scurtă 2', isDefault: true });

    const { data } = await users.query(user.id, `{ me { addresses { ${FIELDS} } } }`);

    const addresses = [
      { ...home, id, isDefault: false },
      { ...home, street: 'Strada Scurtă 2', id: work, isDefault: true },
    ];
    expect(data).toEqual({ me: { addresses } });
  });

  it('are not doubled by a request that is repeated', async () => {
    const { run } = await owner();
    expect(await run(ADD, home)).toEqual(await run(ADD, home));
  });

  it('are 20 at most', async () => {
    const { run, add } = await owner();
    for (let number = 0; number < 20; number += 1) await add({ street: `Strada ${number}` });

    const refused = { __typename: 'TooManyAddresses', code: 'TOO_MANY_ADDRESSES', param: null };
    expect(await run(ADD, home)).toEqual(refused);
  });

  it('change where something is given', async () => {
    const { run, add } = await owner();
    const id = await add();

    const changed = await run(UPDATE, { id, city: 'Cluj', street: null });

    expect(changed.address).toEqual({ ...home, id, city: 'Cluj', isDefault: true });
  });

  it('pass the default on when it is removed', async () => {
    const { run, add } = await owner();
    const [first, second, third] = [await add(), await add({ city: 'Cluj' }), await add({ city: 'Iași' })];
    expect((await run(SET_DEFAULT, { id: third })).address).toMatchObject({ id: third, isDefault: true });

    const left = await run(REMOVE, { id: third });

    expect(left).toEqual({
      __typename: 'AddressRemoved',
      addresses: [
        { id: first, isDefault: true },
        { id: second, isDefault: false },
      ],
    });
  });

  it("can't be touched by others, as if they did not exist", async () => {
    const { users, run, add } = await owner();
    const id = await add();
    const stranger = (await users.register({ name: 'Bob', email: 'bob@bazaar.example', password: 'a long password' }))
      .user;

    const unknown = { __typename: 'AddressUnknown', code: 'ADDRESS_UNKNOWN', param: 'id' };
    for (const document of [UPDATE, REMOVE, SET_DEFAULT]) {
      expect(await run(document, { id }, stranger.id)).toEqual(unknown);
      expect(await run(document, { id: 'never was' })).toEqual(unknown);
    }
  });

  it('name all bad fields at once', async () => {
    const { users, user } = await owner();
    const bad = { name: 'A', street: '', city: 'Bra\nșov', postalCode: 'x'.repeat(21), country: 'UK' };

    const { errors } = await users.query(user.id, ADD, { input: bad });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reasons: ['name', 'street', 'city', 'postalCode', 'country'].map((param) => ({ param })),
    });
  });
});
