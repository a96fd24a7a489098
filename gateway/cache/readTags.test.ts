import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { readTags } from './readTags.ts';

const schema = buildSchema(`
  type Query { book(id: ID!): Book, books: [Book!]!, media: [Media!]!, any: Any, shop: Shop }
  interface Media { id: ID!, title: String }
  type Book implements Media { id: ID!, title: String, author: Author }
  type Film implements Media { id: ID!, title: String }
  type Author { id: ID!, best: Book }
  union Any = Book | Author
  type Shop { name: String }
`);
const concerns = {
  types: { Book: 'id', Media: 'id', Query: null },
  lookups: { book: { argument: 'id', type: 'Book' } },
};

/** `Book anywhere: title` */
const read = (operation: string) =>
  readTags(operation, schema, concerns)?.map(
    ({ type, idFrom, fields }) =>
      `${type} ${typeof idFrom === 'string' ? idFrom : JSON.stringify(idFrom)}: ${[...fields].join(' ')}`,
  );

it.each([
  ['{ books { title } }', ['Query anywhere: books', 'Book anywhere: title']],
  ['query($x: ID!) { book(id: $x) { title } }', ['Query anywhere: book', 'Book {"variable":"x"}: title']],
  ['{ a: book(id: "b1") { t: title } }', ['Query anywhere: book', 'Book {"literal":"b1"}: title']],
  [
    '{ book(id: "b1") { id author { best { title } } } }',
    ['Query anywhere: book', 'Book {"literal":"b1"}: id author', 'Book anywhere: title'],
  ],
  [
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on Book { title author { best { id } } } } }',
    ['Book entity: title author', 'Book anywhere: id'],
  ],
  ['{ media { id } }', ['Query anywhere: media', 'Media anywhere: id', 'Book anywhere: id']],
  [
    '{ any { ...part } } fragment part on Any { __typename ... on Book { title } ... on Author { best { id } } }',
    ['Query anywhere: any', 'Book anywhere: title id'],
  ],
  ['{ shop { name } }', ['Query anywhere: shop']],
])('%s', (operation, expected) => {
  expect(read(operation)).toEqual(expected);
});

it.each([
  '{ unknown }',
  '{ books { unknown } }',
  '{ ...nowhere }',
  'query($r: [_Any!]!) { _entities(representations: $r) { ... on New { x } } }',
])('what the schema does not explain is not kept: %s', (operation) => {
  expect(read(operation)).toBeUndefined();
});
