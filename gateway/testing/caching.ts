import { onTestFinished } from 'vitest';
import { cachingGateway } from './cacheable.ts';
import { post } from './clients.ts';
import { people } from './people.ts';

export const everybody = people();

/** A caching gateway until the end of the test, and who asks it: `as` signs in, the rest are variables. */
export async function caching(given: Parameters<typeof cachingGateway>[0] = {}) {
  const gateway = await cachingGateway({ identity: everybody.identity, ...given });
  onTestFinished(gateway.stop);
  const tokens = new Map<string, string>();
  const tokenOf = (name: string) => {
    const token = tokens.get(name) ?? everybody.bearer(name);
    tokens.set(name, token);
    return token;
  };
  const ask = async (query: string, { as, ...variables }: Record<string, string> = {}) => {
    const headers: Record<string, string> = as === undefined ? {} : { authorization: tokenOf(as) };
    return post(gateway.url, { query, variables }, headers);
  };
  return { ...gateway, ask, asked: () => gateway.goodsAt.asked.length + gateway.stockAt.asked.length };
}

export const NAME = 'query($id: ID!) { good(id: $id) { name } }';
export const UNITS = 'query($id: ID!) { good(id: $id) { name units } }';
export const ALL = '{ goods { id units } }';
