import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { libraryGateway } from '../testing/library.ts';
import { until } from '../testing/until.ts';

/** What Apollo Client sends for a subscription over HTTP, as recorded, and how it takes the answer apart. */
let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterEach(() => until(() => gateway.listeners() === 0));
afterAll(() => gateway.stop());

const query = 'subscription W {\n  bookChanged {\n    id\n    title\n    __typename\n  }\n}';
const operation = { operationName: 'W', variables: {} };
const clients: readonly [string, string, object][] = [
  [
    'Apollo Client 3.14',
    'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json',
    { ...operation, query },
  ],
  [
    'Apollo Client 4.3',
    'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9',
    { ...operation, extensions: { clientLibrary: { name: '@apollo/client', version: '4.3.8' } }, query },
  ],
  [
    'Apollo Client behind persisted queries, at first sight',
    'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json',
    { ...operation, extensions: { persistedQuery: { version: 1, sha256Hash: 'a1'.repeat(32) } } },
  ],
];

async function ask(accept: string, body: object) {
  const leaving = new AbortController();
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', 'accept-language': '*', 'sec-fetch-mode': 'cors' },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  return { response, leave: () => leaving.abort() };
}

/** A part counts when the next boundary is there; what stands before the first is none. */
async function partsOf(response: Response, count: number): Promise<unknown[]> {
  const [, boundary = ''] = /;\s*boundary="?([^";]+)"?/i.exec(response.headers.get('content-type') ?? '') ?? [];
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.split(`\r\n--${boundary}`).length > count + 1) break;
  }
  const [, ...parts] = text.split(`\r\n--${boundary}`).slice(0, -1);
  return parts.map((part) => {
    const [head = '', body = ''] = part.split('\r\n\r\n');
    expect(head.trim().toLowerCase()).toBe('content-type: application/json');
    return JSON.parse(body);
  });
}

it.each(clients.slice(0, 2))('%s gets its events', async (_client, accept, body) => {
  const { response, leave } = await ask(accept, body);
  expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed/i);
  await until(() => gateway.listeners() === 1);
  for (const id of ['b1', 'b2']) gateway.change(id);

  const changed = (id: string, title: string) => ({
    payload: { data: { bookChanged: { id, title, __typename: 'Book' } } },
  });
  expect(await partsOf(response, 2)).toEqual([changed('b1', 'Emma'), changed('b2', 'Walden')]);
  leave();
});

it.each(clients.slice(2))('%s is told to send the text', async (_client, accept, body) => {
  const { response } = await ask(accept, body);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
});
