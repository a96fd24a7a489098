import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryPreferences } from '../fakes/memoryPreferences.ts';
import { makeUnsubscribe } from '../usecases/unsubscribe.ts';
import { unsubscribeRoutes } from './routes.ts';

const TOKEN = 'a-random-token-of-forty-three-characters-00';

async function pages() {
  const store = memoryPreferences();
  await store.tokenOf('ana', TOKEN);
  const app = express();
  const isKnown = async (token: string) => (await store.userOfToken(token)) !== null;
  unsubscribeRoutes({ unsubscribe: makeUnsubscribe({ store }), isKnown })(app);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const ask = async (query: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/unsubscribe${query}`, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { ask, offOf: () => store.offOf('ana') };
}

const link = `?token=${TOKEN}&category=ORDER_UPDATES`;
/** As a mail program does it (RFC 8058, section 3.1). */
const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };

describe('the page that mails lead to', () => {
  it('asks first, and changes nothing when a scanner opens the link', async () => {
    const { ask, offOf } = await pages();

    const { status, headers, text } = await ask(link);

    expect(status).toBe(200);
    expect(text).toContain('no more e-mails about your orders');
    expect(text).toContain('<form method="post">');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(await offOf()).toEqual([]);
  });

  it('switches the mails of that category off when the form or a mail program posts, as often as it likes', async () => {
    const { ask, offOf } = await pages();

    expect((await ask(link, { method: 'POST' })).status).toBe(200);
    expect((await ask(link, oneClick)).text).toContain('You get no more e-mails about your orders');

    expect(await offOf()).toEqual(['ORDER_UPDATES:EMAIL']);
  });

  it('speaks the language of the browser', async () => {
    const { ask } = await pages();

    const { text } = await ask(link, { headers: { 'accept-language': 'ro-RO,ro;q=0.9,en;q=0.5' } });

    expect(text).toContain('<html lang="ro">');
    expect(text).toContain('Nu mai dorești e-mailuri despre comenzile tale?');
  });

  it.each(['GET', 'POST'])('says so when a link is unknown or not whole: %s', async (method) => {
    const { ask, offOf } = await pages();
    const statusOf = async (query: string) => (await ask(query, { method })).status;

    expect(await statusOf(`?token=${TOKEN.replace('a-', 'b-')}&category=ORDER_UPDATES`)).toBe(404);
    expect(await statusOf('')).toBe(400);
    expect(await statusOf(`?token=${TOKEN}`)).toBe(400);
    expect(await statusOf(`?token=${TOKEN}&category=ACCOUNT`)).toBe(400);
    expect(await statusOf(`?token=${TOKEN}&category=__proto__`)).toBe(400);
    expect(await statusOf(`?token=${TOKEN}&token=${TOKEN}&category=PAYMENTS`)).toBe(400);
    expect(await statusOf(`?token=${encodeURIComponent('{"$ne":""}')}&category=PAYMENTS`)).toBe(400);
    expect(await offOf()).toEqual([]);
  });
});
