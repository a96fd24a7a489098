import { makeShopClient, type ShopClientOptions } from '../shopClient.ts';

export type Asked = {
  query: string;
  variables: object;
  authorization: string | null;
  lastEventId: string | null;
  signal: AbortSignal | null | undefined;
};
type Reply = Response | Error;

/** A shop that answers by a function, and what it was asked. */
export function shopThat(
  answer: (asked: Asked, count: number) => Reply | Promise<Reply>,
  options: Partial<ShopClientOptions> = {},
) {
  const asked: Asked[] = [];
  const fetch = async (_url: unknown, { body, headers, signal }: RequestInit = {}) => {
    const sent = new Headers(headers);
    const { query, variables } = JSON.parse(String(body)) as { query: string; variables: object };
    const one = {
      query: query.replaceAll(/\s+/g, ' '),
      variables,
      authorization: sent.get('authorization'),
      lastEventId: sent.get('last-event-id'),
      signal,
    };
    asked.push(one);
    const reply = await Promise.race([answer(one, asked.length), abortOf(signal)]);
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const client = makeShopClient({
    url: 'http://shop.test/graphql',
    fetch: fetch as typeof globalThis.fetch,
    ...options,
  });
  return { client, asked };
}

const abortOf = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

/** An answer of the shop. */
export const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

export const fault = (code: string, reason: string, more: object = {}) => ({
  message: 'so it is',
  extensions: { code, reason, retryable: code === 'UNAVAILABLE', reasons: [], requestId: 'r-1', ...more },
});

export const expired = () => json({ errors: [fault('UNAUTHENTICATED', 'TOKEN_EXPIRED')] }, 401);
export const isRefresh = ({ query }: Asked) => query.includes('refreshSession');
export const session = (number: number) =>
  json({ data: { refreshSession: { __typename: 'Session', accessToken: `a${number}`, refreshToken: `r${number}` } } });
