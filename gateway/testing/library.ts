import { EventEmitter, on } from 'node:events';
import { GraphQLError } from 'graphql';
import type { GatewayOptions } from '../server.ts';
import { gatewayOver } from './gatewayOver.ts';
import { testSubgraph } from './testSubgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12",
  import: ["@key", "@external", "@requires", "@inaccessible"])`;

const BOOKS = `${LINK}
  type Query { book(id: ID!): Book, books(by: Order): [Book!]!, fails(how: String!): String, secret: String @inaccessible }
  enum Order { TITLE WEIGHT }
  type Mutation { rename(id: ID!, title: String!): Book }
  type Subscription { bookChanged: Book!, counted(upTo: Int!): Int!, refused: Int! }
  type Book @key(fields: "id") { id: ID!, title: String!, weight: Int!, author: Author }
  type Author @key(fields: "id", resolvable: false) { id: ID! }`;

const PEOPLE = `${LINK}
  type Query { author(id: ID!): Author }
  type Author @key(fields: "id") { id: ID!, name: String, mustHave: String! }
  type Book @key(fields: "id") {
    id: ID!, weight: Int! @external, postage: Int! @requires(fields: "weight"), readers: Int!
  }`;

type Book = { id: string; title: string; weight: number; author: { id: string } };

/** Two subgraphs: `books` has titles and changes, `people` the authors and what a book costs to send. */
async function library() {
  const books = new Map<string, Book>([
    ['b1', { id: 'b1', title: 'Emma', weight: 300, author: { id: 'a1' } }],
    ['b2', { id: 'b2', title: 'Walden', weight: 200, author: { id: 'a2' } }],
  ]);
  const changes = new EventEmitter().setMaxListeners(0);
  const [booksAt, peopleAt] = await Promise.all([
    testSubgraph('books', BOOKS, bookResolvers(books, changes)),
    testSubgraph('people', PEOPLE, peopleResolvers),
  ]);
  return {
    books: booksAt,
    people: peopleAt,
    /** Its author is none that `people` knows. */
    addOrphan: () => void books.set('b3', { id: 'b3', title: 'Beowulf', weight: 100, author: { id: 'gone' } }),
    /** Makes `bookChanged` send this book. */
    change: (id: string) => void changes.emit('changed', { bookChanged: books.get(id) }),
    listeners: () => changes.listenerCount('changed'),
  };
}

type Rename = { id: string; title: string };

const bookResolvers = (books: Map<string, Book>, changes: EventEmitter) => ({
  Query: {
    book: (_root: unknown, { id }: { id: string }) => books.get(id) ?? null,
    books: () => [...books.values()],
    fails: (_root: unknown, { how }: { how: string }) => fail(how),
  },
  Mutation: {
    rename: (_root: unknown, { id, title }: Rename) => Object.assign(books.get(id) ?? {}, { title }),
  },
  Subscription: {
    bookChanged: { subscribe: () => changesFrom(changes) },
    counted: {
      subscribe: async function* (_root: unknown, { upTo }: { upTo: number }) {
        for (let counted = 1; counted <= upTo; counted++) yield { counted };
      },
    },
    refused: { subscribe: () => fail('KNOWN') },
  },
  Book: { __resolveReference: ({ id }: { id: string }) => books.get(id) ?? null },
});

/** An iterator that ends as soon as it is told to, so that a test sees that it was told. */
function changesFrom(changes: EventEmitter): AsyncIterable<unknown> {
  const events = on(changes, 'changed');
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const { done, value } = await events.next();
        return done ? { done, value: undefined } : { done: false, value: value[0] };
      },
      return: async () => {
        await events.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}

const peopleResolvers = {
  Query: { author: (_root: unknown, { id }: { id: string }) => author(id) },
  Author: { __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : author(id)) },
  Book: {
    postage: ({ weight }: { weight: number }) => weight * 2,
    readers: ({ id }: { id: string }) => Number(id.slice(1)),
  },
};

const author = (id: string) => ({
  id,
  name: id === 'a1' ? 'Jane Austen' : 'Henry Thoreau',
  mustHave: id === 'a1' ? 'yes' : null,
});

function fail(how: string): never {
  if (how === 'PLAIN') throw new Error('ECONNREFUSED 10.0.0.7:27017 at /srv/books/db.js');
  const known = { reason: 'OUT_OF_PRINT', retryable: false, reasons: [{ message: 'gone', param: 'how' }] };
  const extensions = { code: 'REFUSED', ...known, stacktrace: ['/srv/books.js'], internal: { host: '10.0.0.7' } };
  throw new GraphQLError('no longer printed', { extensions });
}

type Given = Partial<GatewayOptions> & { startWithout?: 'books' | 'people' };

/** A listening gateway over a library. */
export async function libraryGateway({ startWithout, ...given }: Given = {}) {
  const shelves = await library();
  if (startWithout) await shelves[startWithout].stop();
  return { ...shelves, ...(await gatewayOver([shelves.books, shelves.people], given)) };
}
