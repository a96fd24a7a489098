import { anonymous, type Principal } from '#kernel/auth/principal.ts';
import { type Access, noAccess } from '../authorization/access.ts';
import { type Identity, noIdentity } from '../identity.ts';
import type { GatewayOptions } from '../server.ts';
import { gatewayOver } from './gatewayOver.ts';
import { testSubgraph } from './testSubgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@external",
  "@requires", {name: "@authenticated", as: "@signedIn"}, "@requiresScopes", "@policy"])`;

const PEOPLE = `${LINK}
  type Query { me: User, mustHave: User!, users: [User!]!, hidden: Int @signedIn, item: Item, items: [Item!]!, any: Any, level: Level }
  type Mutation { touch: Int, erase(id: ID!): Boolean @requiresScopes(scopes: [["admin"], ["erase", "write"]]) }
  type Subscription { ticks: Tick!, secrets: Tick! @signedIn }
  type Tick { at: Int!, by: User }
  type User @key(fields: "id") { id: ID!, name: String, mail: String @requiresScopes(scopes: [["mail"]]), pin: Int! @signedIn, friend: User }
  interface Item { id: ID!, price: Int, note: String }
  type Book implements Item { id: ID!, price: Int @requiresScopes(scopes: [["price"]]), note: String, title: String }
  type Film implements Item @policy(policies: [["film"]]) { id: ID!, price: Int, note: String, length: Int }
  union Any = Book | Film
  enum Level @signedIn { LOW HIGH }`;

const POST = `${LINK}
  type User @key(fields: "id") { id: ID!, mail: String @external,
    domain: String @requires(fields: "mail") @requiresScopes(scopes: [["mail"]]) }`;

type Known = { id: string; name: string; mail: string; pin: number; friend?: Known };
const ben: Known = { id: 'u2', name: 'Ben', mail: 'ben@b.example', pin: 2 };
const ann: Known = { id: 'u1', name: 'Ann', mail: 'ann@a.example', pin: 1, friend: ben };
const book = { __typename: 'Book', id: 'b1', price: 5, note: 'a', title: 'Emma' };
const film = { __typename: 'Film', id: 'f1', price: 7, note: 'b', length: 90 };

const people = {
  Query: {
    me: () => ann,
    mustHave: () => ann,
    users: () => [ann, ben],
    hidden: () => 1,
    item: () => film,
    items: () => [book, film],
    any: () => book,
    level: () => 'LOW',
  },
  Mutation: { touch: () => 1, erase: () => true },
  Subscription: {
    ticks: { subscribe: () => ticks('ticks') },
    secrets: { subscribe: () => ticks('secrets') },
  },
  User: { __resolveReference: ({ id }: { id: string }) => (id === 'u1' ? ann : ben) },
};

async function* ticks(field: string) {
  for (const at of [1, 2]) yield { [field]: { at, by: ann } };
}

const post = { User: { domain: ({ mail }: { mail: string }) => mail.split('@')[1] } };

/** Words of an authorization header such as `mail price film`: whoever sends one is signed in and has all of them. */
const accessOf = (words: readonly string[]): Access => ({
  authenticated: true,
  scopes: new Set(words),
  policies: new Set(words),
  claims: {},
});

const wordsIdentity: Identity = {
  ...noIdentity,
  identify: (authorization) =>
    authorization === undefined
      ? anonymous
      : { kind: 'user', userId: authorization, roles: [], sessionId: 's', expiresAt: new Date('2999-01-01') },
  accessOf: (principal: Principal) => (principal.kind === 'user' ? accessOf(principal.userId.split(' ')) : noAccess),
};

/** A listening gateway over a supergraph with rules. What a caller may do is in its `authorization` header, as words. */
export async function guardedGateway(given: Partial<GatewayOptions> = {}) {
  const subgraphs = await Promise.all([testSubgraph('people', PEOPLE, people), testSubgraph('post', POST, post)]);
  const gateway = await gatewayOver(subgraphs, { identity: wordsIdentity, ...given });
  return { ...gateway, asked: () => subgraphs.flatMap(({ asked }) => asked) };
}
