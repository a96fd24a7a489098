import { createHash } from 'node:crypto';
import { request as ask, createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeOutbox } from '#events/outbox/outbox.ts';
import { anImage } from '#kernel/files/testing/images.ts';
import { openTickets } from '#kernel/files/tickets.ts';
import { listen, localUrl } from '#kernel/http.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import { openImages } from './adapters/openImages.ts';
import { openStores } from './adapters/storesUnderTest.ts';
import { aProduct } from './productsUnderTest.ts';

const MEGABYTE = 1024 * 1024;
const holder = {
  kind: 'user',
  userId: 's1',
  roles: ['customer', 'seller'],
  sessionId: 'session-1',
  expiresAt: new Date('2040-01-01'),
} as const;
const editor = { userId: 's1', isAdmin: false };

let stores: Awaited<ReturnType<typeof openStores>>;
beforeAll(async () => {
  stores = await openStores(testMongo());
});
afterAll(() => stores.close());

/** Images on the real database, behind the real routes; the clock of tickets and ended sessions can be set. */
async function imageShop() {
  const scope = testScope('products');
  const { mongo, models, catalogue } = stores;
  const clock = { now: new Date() };
  const ended = new Set<string>();
  const revocations = { isRevoked: ({ sessionId }: { sessionId: string }) => ended.has(sessionId) };
  const tickets = await openTickets({ mongo, revocations, now: () => clock.now });
  const app = express();
  const server = createServer(app);
  const origin = localUrl(await listen(server, { host: '127.0.0.1', port: 0 }), '');
  const changed: string[] = [];
  const { images, routes } = await openImages(
    {
      ...{ mongo, models, outbox: makeOutbox(mongo), catalogue, tickets, now: () => new Date() },
      changed: (ids) => changed.push(...ids),
      config: { PUBLIC_URL: `${origin}/`, PORT_BASE: 1 },
    },
    scope,
  );
  routes(app);
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await scope.stop();
  });
  const lamp = aProduct({ sellerId: 's1' });
  await catalogue.add([lamp]);
  const address = async () => {
    const { token } = await images.requestImageUpload({ editor, holder, productId: lamp.id, alt: 'A lamp' });
    return images.uploadUrlOf(token);
  };
  const put = (url: string, body: Buffer | string, headers = {}) =>
    fetch(url, { method: 'PUT', headers, body: new Uint8Array(Buffer.from(body)) });
  const shown = async () => (await catalogue.byIds([lamp.id]))[0]?.images ?? [];
  const remains = async () =>
    Promise.all(
      ['files', 'chunks', 'litter'].map((part) => mongo.connection.collection(`images.${part}`).countDocuments()),
    );
  return { images, origin, lamp, address, put, shown, remains, changed, clock, ended };
}

type Sent = { image: { id: string; url: string } };
const sentOf = async (response: Response) => (await response.json()) as Sent;
const refusalOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { reason: string } }[] };
  return [response.status, errors[0]?.extensions.reason];
};

describe('an image that is sent with a ticket', () => {
  it('is served to everybody, for ever, and shown with its product', async () => {
    const { address, put, shown, lamp, changed } = await imageShop();
    const picture = anImage(5 * MEGABYTE, 'webp');

    const response = await put(await address(), picture, { 'content-type': 'text/plain' });

    expect(response.status).toBe(201);
    const { image } = await sentOf(response);
    expect(response.headers.get('location')).toBe(image.url);
    expect(await shown()).toEqual([{ id: image.id, alt: 'A lamp', contentType: 'image/webp', bytes: 5 * MEGABYTE }]);
    expect(changed).toEqual([lamp.id]);
    const served = await fetch(image.url);
    expect(Buffer.from(await served.arrayBuffer()).equals(picture)).toBe(true);
    expect(served.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = `"${createHash('sha256').update(picture).digest('hex')}"`;
    expect((await fetch(image.url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(image.url, { headers: { range: 'bytes=0-9' } })).status).toBe(206);
  });

  it('is sent once: the ticket is used then', async () => {
    const { address, put, shown } = await imageShop();
    const url = await address();

    const answers = await Promise.all([put(url, anImage(300_000)), put(url, anImage(300_000))]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
    expect(await refusalOf(await put(url, anImage(300)))).toEqual([403, 'TICKET_INVALID']);
    expect(await shown()).toHaveLength(1);
  });

  it.each([
    ['a page, whatever its name says', '<html>', 415, 'UNSUPPORTED_TYPE'],
    ['nothing', '', 400, 'FILE_EMPTY'],
    ['too much', anImage(5 * MEGABYTE + 1), 413, 'FILE_TOO_LARGE'],
  ])('is refused when it is %s, and nothing is left of it', async (_what, body, status, reason) => {
    const { address, put, shown, remains } = await imageShop();
    const before = await remains();

    const response = await put(await address(), body, { 'content-type': 'image/png', 'x-file-name': 'lamp.png' });

    expect(await refusalOf(response)).toEqual([status, reason]);
    expect([await shown(), await remains()]).toEqual([[], before]);
  });

  it('may be broken off, and sent again with another ticket', async () => {
    const { address, put, shown, remains } = await imageShop();
    const [, before = 0] = await remains();
    const url = await address();
    const broken = ask(url, { method: 'PUT' });
    broken.on('error', () => undefined); // it is cut off on purpose
    broken.write(anImage(600_000));
    await expect.poll(async () => (await remains())[1]).toBe(before + 2);

    broken.destroy();

    await expect.poll(async () => (await remains())[1]).toBe(before);
    expect(await shown()).toEqual([]);
    expect((await put(url, anImage(1_000))).status).toBe(403);
    expect((await put(await address(), anImage(1_000))).status).toBe(201);
  });

  it.each(['', '?ticket=', '?ticket=made-up', '?ticket=a&ticket=b'])(
    'is refused with the ticket "%s"',
    async (query) => {
      const { origin, put } = await imageShop();

      expect(await refusalOf(await put(`${origin}/files/products/images${query}`, anImage(100)))).toEqual([
        403,
        'TICKET_INVALID',
      ]);
    },
  );

  it('is refused five minutes later, and when the session of who asked has ended', async () => {
    const { address, put, clock, ended } = await imageShop();
    const [late, revoked] = [await address(), await address()];

    ended.add('session-1');
    expect(await refusalOf(await put(revoked, anImage(100)))).toEqual([403, 'TICKET_INVALID']);
    ended.clear();
    clock.now = new Date(clock.now.getTime() + 5 * 60_000);
    expect(await refusalOf(await put(late, anImage(100)))).toEqual([403, 'TICKET_INVALID']);
  });

  it('is refused when others have filled the product meanwhile, and nothing is kept of it', async () => {
    const { address, put, shown, images, lamp } = await imageShop();
    const urls = await Promise.all(Array.from({ length: 12 }, address));

    const answers = await Promise.all(urls.map((url) => put(url, anImage(1_000))));

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(201), 409, 409]);
    expect(await shown()).toHaveLength(10);
    const again = images.requestImageUpload({ editor, holder, productId: lamp.id, alt: '' });
    await expect(again).rejects.toMatchObject({ reason: 'TOO_MANY_IMAGES' });
  });
});

describe('an image that was taken away', () => {
  it('is gone at once, and others stay', async () => {
    const { address, put, images, lamp, shown } = await imageShop();
    const [first, second] = [
      await sentOf(await put(await address(), anImage(500))),
      await sentOf(await put(await address(), anImage(500))),
    ];

    await images.removeImage({ editor, productId: lamp.id, imageId: first.image.id });

    expect(await shown()).toMatchObject([{ id: second.image.id }]);
    expect(await refusalOf(await fetch(first.image.url))).toEqual([404, 'FILE_NOT_FOUND']);
    expect((await fetch(second.image.url)).status).toBe(200);
  });

  it('was never there: 404, in the one format', async () => {
    const { images } = await imageShop();

    expect(await refusalOf(await fetch(images.urlOf('nothing')))).toEqual([404, 'FILE_NOT_FOUND']);
  });

  it('stays where it is while others put them in order', async () => {
    const { address, put, images, lamp, shown } = await imageShop();
    for (const _image of [1, 2]) await put(await address(), anImage(500));
    const ids = (await shown()).map(({ id }) => id);

    await images.arrangeImages({ editor, productId: lamp.id, imageIds: ids.toReversed() });

    expect((await shown()).map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await fetch(images.urlOf(ids[0] ?? ''))).status).toBe(200);
  });
});
