import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { noRevocations } from '#kernel/auth/revocations.ts';
import { anImage } from '#kernel/files/testing/images.ts';
import { openTickets } from '#kernel/files/tickets.ts';
import { listen, localUrl } from '#kernel/http.ts';
import { testScope } from '#testing/testScope.ts';
import { makeAccountStore } from './adapters/mongoAccountStore.ts';
import { makeAdministration } from './adapters/mongoAdministration.ts';
import { openAvatars } from './adapters/openAvatars.ts';
import { NOON, newAccount, newSession, started } from './fakes/userStoresContract.ts';
import { usersDatabase } from './fakes/usersDatabase.ts';

const database = await usersDatabase(afterAll);
const accounts = makeAccountStore(database);
const { mongo, files } = database;

/** A user, and pictures of users on the real database behind the real routes. */
async function avatarShop() {
  const scope = testScope('users');
  const tickets = await openTickets({ mongo, revocations: noRevocations });
  const app = express();
  const server = createServer(app);
  const PUBLIC_URL = localUrl(await listen(server, { host: '127.0.0.1', port: 0 }), '');
  const config = { PUBLIC_URL, PORT_BASE: 1 };
  const { avatars, routes } = openAvatars({ ...database, config, tickets, now: () => NOON }, scope);
  routes(app);
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await scope.stop();
  });
  const account = newAccount({ email: `${randomUUID()}@bazaar.example` });
  await accounts.register(account, newSession(account.id), [started()]);
  const holder = {
    kind: 'user',
    userId: account.id,
    roles: ['customer'],
    sessionId: 's1',
    expiresAt: new Date('2040-01-01'),
  } as const;
  const address = async () => avatars.uploadUrlOf((await avatars.requestUpload(holder)).token);
  const send = async (body: Buffer) => put(await address(), body);
  const shown = async () => (await accounts.byId(account.id))?.avatarId;
  return { avatars, address, send, shown, id: account.id };
}

const put = (url: string, body: Buffer) => fetch(url, { method: 'PUT', body: new Uint8Array(body) });
const urlOf = async (response: Response) => ((await response.json()) as { avatar: { url: string } }).avatar.url;
const refusalOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { reason: string } }[] };
  return [response.status, errors[0]?.extensions.reason];
};
const erase = (userId: string) =>
  makeAdministration(database).change(userId, () => [{ type: 'UserDeleted' }], { at: NOON, now: new Date() });

describe('a picture that is sent', () => {
  it('is there for who knows its address, and is kept by no shared cache', async () => {
    const { send, shown, avatars } = await avatarShop();
    const picture = anImage(1024 * 1024);

    const response = await send(picture);

    expect(response.status).toBe(201);
    const url = await urlOf(response);
    expect(url).toBe(avatars.urlOf((await shown()) ?? ''));
    const served = await fetch(url);
    expect(Buffer.from(await served.arrayBuffer()).equals(picture)).toBe(true);
    expect(served.headers.get('cache-control')).toBe('private, max-age=300');
  });

  it.each([
    ['too large', anImage(1024 * 1024 + 1), [413, 'FILE_TOO_LARGE']],
    ['of another type', anImage(1_000, 'gif'), [415, 'UNSUPPORTED_TYPE']],
  ])('is refused when it is %s; the one before stays', async (_what, picture, refusal) => {
    const { send, shown } = await avatarShop();
    await send(anImage(1_000));
    const before = await shown();

    expect(await refusalOf(await send(picture))).toEqual(refusal);
    expect(await shown()).toBe(before);
  });

  it('takes the place of the one before, which is deleted', async () => {
    const { send, address } = await avatarShop();
    const first = await urlOf(await send(anImage(1_000)));
    const ticket = await address();
    const second = await urlOf(await put(ticket, anImage(1_000)));

    expect(await refusalOf(await fetch(first))).toEqual([404, 'FILE_NOT_FOUND']);
    expect((await fetch(second)).status).toBe(200);
    expect(await refusalOf(await put(ticket, anImage(1_000)))).toEqual([403, 'TICKET_INVALID']);
    await files.sweep();
    expect(await storedFile(first)).toBeNull();
  });
});

describe('the picture of a user who is deleted', () => {
  it('is deleted too', async () => {
    const { send, id } = await avatarShop();
    const url = await urlOf(await send(anImage(300_000)));

    await erase(id);

    expect(await refusalOf(await fetch(url))).toEqual([404, 'FILE_NOT_FOUND']);
    await files.sweep();
    expect(await storedFile(url)).toBeNull();
    expect(await mongo.connection.collection('avatars.chunks').countDocuments({ files_id: nameOf(url) })).toBe(0);
  });

  it('is not stored when it comes in afterwards', async () => {
    const { address, id } = await avatarShop();
    const ticket = await address();
    await erase(id);

    const response = await put(ticket, anImage(1_000));

    expect(response.status).toBe(401);
    await files.sweep();
    expect(await mongo.connection.collection('avatars.litter').countDocuments()).toBe(0);
    expect(await mongo.connection.collection<{ _id: string }>('users').countDocuments({ _id: id })).toBe(0);
  });
});

const nameOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);
const storedFile = (url: string) =>
  mongo.connection.collection<{ _id: string }>('avatars.files').findOne({ _id: nameOf(url) });
