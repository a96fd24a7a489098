import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openOutward } from './adapters/openOutward.ts';
import { notificationsUnderTest } from './notificationsUnderTest.ts';

export const admin = { userId: 'boss', roles: ['admin' as const] };

export const ADD_WEBHOOK = /* GraphQL */ `mutation ($url: String!) {
  addWebhook(input: { url: $url, description: "my program" }) {
    __typename
    ... on WebhookAdded { secret webhook { id url disabledAt } }
    ... on UserError { code }
  }
}`;
const NOTICE = 'mutation ($input: DispatchNoticeInput!) { dispatchNotice(input: $input) }';
const LOG = /* GraphQL */ `query ($filter: DeliveryFilter) {
  deliveries(filter: $filter) { totalCount nodes { id channel type title status attempts answer order { id } } }
}`;

export type Called = { path: string; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** A place outside the shop that answers with `status`, and remembers how it was called. */
export async function outside(status = { code: 204 }) {
  const calls: Called[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(status.code, { location: 'http://127.0.0.1:1/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { calls, status, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook` };
}

type Database = { readonly uri: string; readonly prefix: string };

/** The subgraph, with everything that goes out of the shop on a real database. */
export async function outwardUnderTest({ uri, prefix }: Database, { allowPrivate = true } = {}) {
  const scope = testScope();
  onTestFinished(() => scope.stop(), 20_000);
  const { logger } = scope;
  const mongo = await openMongo({
    uri,
    database: `${prefix}_notifications`,
    appName: 'test',
    logger,
    timeoutMs: 5_000,
  });
  scope.onStop(() => mongo.close());
  const outward = await openOutward(
    mongo,
    { allowPrivate, subject: 'mailto:shop@example.com', keys: undefined },
    scope,
  );
  const api = notificationsUnderTest({ now: new Date(), outward });
  const ask = async <Data>(user: string | typeof admin, document: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await api.query(user, document, variables);
    expect(errors).toBeUndefined();
    return data as Data;
  };
  const tell = async (userId: string, channels: string[], eventId = randomUUID()) => {
    const words = { type: 'OrderShipped', at: '2030-01-01T12:00:00Z', title: 'On its way', body: 'It has left.' };
    const input = { eventId, userId, channels, ...words, orderId: 'order-1' };
    const { data, errors } = await api.queryAsService('notification', NOTICE, { input });
    expect(errors).toBeUndefined();
    return { eventId, targets: (data as { dispatchNotice: number }).dispatchNotice };
  };
  const addWebhook = async (userId: string, url: string) =>
    (await ask<{ addWebhook: { secret: string; webhook: { id: string } } }>(userId, ADD_WEBHOOK, { url })).addWebhook;
  const log = async (user: string | typeof admin, filter = {}) =>
    (await ask<{ deliveries: { nodes: Record<string, unknown>[]; totalCount: number } }>(user, LOG, { filter }))
      .deliveries;
  return { api, ask, tell, addWebhook, log, outward };
}
