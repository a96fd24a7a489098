import fc from 'fast-check';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, OperationTypeNode } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { documentOf } from '../fuzz/documents.ts';
import { anyValueOf, type Known } from '../fuzz/inputs.ts';

const RUNS = 12;
const FUZZ_MS = 300_000;
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
/** What a client may be told, whatever it sends. Anything else is our fault. */
const ALLOWED = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_TOO_LARGE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'REFUSED',
  'CONFLICT',
]);

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
}, 120_000);
afterAll(() => shop?.dispose());

type Answer = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown; extensions?: { code?: string; reason?: string } }[];
};

async function ask(query: string, variables: unknown, token?: string): Promise<Answer> {
  const headers = { ...JSON_HEADERS, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const response = await fetch(shop.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as Answer;
}

async function signIn(email: string): Promise<string> {
  const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { ... on Session { accessToken } } }';
  const { data } = await ask(LOGIN, { input: { email, password: DEMO_PASSWORD } });
  const session = data?.['login'] as { accessToken: string };
  return session.accessToken;
}

async function newCustomer(): Promise<{ id: string; token: string }> {
  const REGISTER = `mutation ($input: RegisterInput!) {
    register(input: $input) { ... on Session { accessToken user { id } } }
  }`;
  const email = `${crypto.randomUUID()}@example.com`;
  const { data } = await ask(REGISTER, { input: { name: 'Fuzzy', email, password: DEMO_PASSWORD } });
  const session = data?.['register'] as { accessToken: string; user: { id: string } };
  return { id: session.user.id, token: session.accessToken };
}

/** Things that are there to be named; the admin isn't among them, who is still needed. */
async function knownThings(): Promise<Known> {
  const FIND =
    '{ products(first: 5) { nodes { id sku category seller { id } } } orders(first: 5) { nodes { id payments { id } } } }';
  const { data } = await ask(FIND, {}, await signIn('admin@bazaar.example'));
  const { products, orders } = data as {
    products: { nodes: { id: string; sku: string }[] };
    orders: { nodes: { id: string; payments: { id: string }[] }[] };
  };
  const productId = products.nodes.map(({ id }) => id);
  const orderId = orders.nodes.map(({ id }) => id);
  const paymentId = orders.nodes.flatMap(({ payments }) => payments.map(({ id }) => id));
  return {
    productId,
    orderId,
    paymentId,
    sku: products.nodes.map(({ sku }) => sku),
    userId: [(await newCustomer()).id],
  };
}

const faultsOf = ({ errors = [] }: Answer) =>
  errors.filter(({ extensions }) => !ALLOWED.has(extensions?.code ?? '') && extensions?.reason !== 'SIGN_IN_BUSY');

it('no input of any operation, whoever sends it, is answered with an internal error', {
  timeout: FUZZ_MS,
}, async () => {
  const { data } = await ask(getIntrospectionQuery(), {});
  const schema = buildClientSchema(data as unknown as IntrospectionQuery);
  const known = await knownThings();
  const roots = [
    ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({
      kind: OperationTypeNode.MUTATION,
      field,
    })),
    ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({
      kind: OperationTypeNode.QUERY,
      field,
    })),
  ];
  const faults: unknown[] = [];
  for (const { kind, field } of roots) {
    const document = documentOf(kind, field);
    // New sessions for each: some operations end the session that they are called in.
    const callers = [undefined, (await newCustomer()).token, await signIn('admin@bazaar.example')];
    const inputs = fc.record(
      Object.fromEntries(field.args.map((argument) => [argument.name, anyValueOf(argument, known)])),
    );
    for (const variables of fc.sample(inputs, RUNS)) {
      for (const token of callers) {
        for (const fault of faultsOf(await ask(document, variables, token))) {
          faults.push({ field: field.name, variables, fault });
        }
      }
    }
  }

  expect(roots.length).toBeGreaterThan(20);
  expect(faults.slice(0, 10)).toEqual([]);
});
