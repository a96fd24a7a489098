import { describe, expect, it } from 'vitest';
import { projectRoot } from '../paths.ts';
import { compareSchemas, differing } from './compare.ts';
import { currentSchemas } from './currentSchemas.ts';

const released = { api: 'type Query { me: User  age: Int! }  type User { id: ID! role: Role }  enum Role { ADMIN }' };
const changed = (api: string) => compareSchemas(released, { api }).map(({ severity, what }) => `${severity} ${what}`);

describe('what changed since the release', () => {
  it('breaks where an operation or its answer is another', () => {
    const api = 'type Query { me(id: ID!): User  age: Int }  type User { id: ID! }  enum Role { ADMIN }';

    expect(changed(api)).toEqual([
      'breaking A required arg id on Query.me was added.',
      'breaking Query.age changed type from Int! to Int.',
      'breaking User.role was removed.',
    ]);
  });

  it('is risky where a client meets what it does not know', () => {
    const api = `${released.api.replace('ADMIN', 'ADMIN SELLER')}`;

    expect(changed(api)).toEqual(['risky SELLER was added to enum type Role.']);
  });

  it('is nothing where something is only new', () => {
    const api = `${released.api.replace('id: ID!', 'id: ID! name(short: Boolean): String')} type New { id: ID! }`;

    expect(changed(api)).toEqual([]);
    expect(compareSchemas(released, { ...released, reviews: 'type Query { review: ID }' })).toEqual([]);
  });

  it('breaks where a subgraph is gone', () => {
    const before = { ...released, reviews: 'type Query { review: ID }' };

    expect(compareSchemas(before, released)).toEqual([
      { severity: 'breaking', schema: 'reviews', what: 'the subgraph was removed.' },
    ]);
  });
});

it('a schema that is other, new or gone has not been taken over, even where nothing breaks', () => {
  const api = released.api.replace('id: ID!', 'id: ID! name: String');

  expect(differing({ ...released, orders: 'a', users: 'b' }, { api, orders: 'a', reviews: 'c' })).toEqual([
    'api',
    'users',
    'reviews',
  ]);
});

it('the API is what clients see; subgraphs also what services see', () => {
  const { api, orders } = currentSchemas(projectRoot);

  expect(api).toContain('placeOrder(input: PlaceOrderInput!): PlaceOrderResult!');
  expect(api).not.toContain('expireOrder');
  expect(api).not.toContain('"""');
  expect(orders).toContain('expireOrder');
});
