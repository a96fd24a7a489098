import { afterAll, beforeAll, expect, it } from 'vitest';
import { post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';

let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterAll(() => gateway.stop());

const to = (key: string, title: string, condition = '') =>
  `${key}: rename(id: "b1", title: "${title}") ${condition} { title }`;

it.each([
  ['behind a field', `mutation { ${to('a', 'one')} ...F } fragment F on Mutation { ${to('b', 'two')} }`, 'a b'],
  ['between fields', `mutation { ${to('a', 'one')} ... { ${to('b', 'two')} } ${to('c', 'three')} }`, 'a b c'],
  [
    'in fragments',
    `mutation { ...F ${to('c', 'two')} } fragment F on Mutation { ${to('a', '0')} ... on Mutation { ${to('b', 'one')} } }`,
    'a b c',
  ],
  ['spread twice', `mutation { ...F ${to('b', 'two')} ...F } fragment F on Mutation { ${to('a', 'one')} }`, 'a b'],
  [
    'under conditions',
    `mutation ($yes: Boolean!) { ${to('a', 'one')} ...F @include(if: $yes) ... @skip(if: $yes) { ${to('c', 'no')} } ${to('d', 'three')} }
     fragment F on Mutation { ${to('b', 'two', '@include(if: true)')} }`,
    'a b d',
  ],
])('changes happen in the order in which they are written: %s', async (_where, query, keys) => {
  const { data, errors } = await post(gateway.url, { query, variables: { yes: true } });

  expect(errors).toBeUndefined();
  expect(Object.keys(data ?? {}).join(' ')).toBe(keys);
  const [asked = ''] = gateway.books.asked.slice(-1);
  expect([...asked.matchAll(/as__(\w):rename/g)].map(([, key]) => key).join(' ')).toBe(keys);
});
