import type { Pool } from './pool.ts';
import { FUZZY_PASSWORD } from './texts.ts';

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
const SESSION = '... on Session { accessToken user { __typename id } }';
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { ${SESSION} } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { ${SESSION} } }`;
const SET_ROLES = 'mutation ($input: SetRolesInput!) { setRoles(input: $input) { __typename } }';

export type Answer = {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: unknown; extensions?: Record<string, unknown> }[];
};
type Session = { readonly accessToken: string; readonly user: { readonly id: string } };

/** @throws Error for an answer that is not JSON. */
export async function ask(url: string, query: string, variables: unknown, token?: string): Promise<Answer> {
  const headers = { ...HEADERS, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Somebody who calls. Some operations end the session that they are called in: then there is a new one. */
export type Caller = { readonly role: string; ask(query: string, variables: unknown): Promise<Answer> };

type Shop = { readonly url: string; readonly adminPassword: string; readonly pool: Pool };

/** A visitor, a customer, a seller and an admin. */
export function callersOf(shop: Shop): Caller[] {
  return [
    { role: 'visitor', ask: (query, variables) => ask(shop.url, query, variables) },
    callerWho('customer', shop, () => newCustomer(shop)),
    callerWho('seller', shop, () => newSeller(shop)),
    callerWho('admin', shop, () => admin(shop)),
  ];
}

function callerWho(role: string, { url }: Shop, signIn: () => Promise<string>): Caller {
  let token: string | undefined;
  return {
    role,
    ask: async (query, variables) => {
      token ??= await signIn();
      const answer = await ask(url, query, variables, token);
      if (!hasEnded(answer)) return answer;
      token = await signIn();
      return ask(url, query, variables, token);
    },
  };
}

const hasEnded = ({ errors = [] }: Answer): boolean =>
  errors.some(({ extensions }) => extensions?.['reason'] === 'SESSION_REVOKED');

async function session(url: string, document: string, input: unknown): Promise<Session> {
  const answer = await ask(url, document, { input });
  const found = Object.values(answer.data ?? {})[0] as Session | null | undefined;
  if (!found?.accessToken) throw new Error(`nobody was signed in: ${JSON.stringify(answer)}`);
  return found;
}

async function newCustomer({ url, pool }: Shop): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  const { accessToken, user } = await session(url, REGISTER, { name: 'Fuzzy', email, password: FUZZY_PASSWORD });
  pool.add('User', user.id);
  return accessToken;
}

async function newSeller(shop: Shop): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  const { user } = await session(shop.url, REGISTER, { name: 'Fuzzy', email, password: FUZZY_PASSWORD });
  const roles = { input: { userId: user.id, roles: ['CUSTOMER', 'SELLER'] } };
  await ask(shop.url, SET_ROLES, roles, await admin(shop));
  return (await session(shop.url, LOGIN, { email, password: FUZZY_PASSWORD })).accessToken;
}

async function admin({ url, adminPassword }: Shop): Promise<string> {
  const credentials = { email: 'admin@bazaar.example', password: adminPassword };
  return (await session(url, LOGIN, credentials)).accessToken;
}
