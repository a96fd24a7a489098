import { afterAll, beforeAll, expect, it } from 'vitest';
import { anImage } from '#kernel/files/testing/images.ts';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';
import { login } from '#tools/smoke/accounts.ts';
import { expectOutcome } from '#tools/smoke/failure.ts';
import { Person } from '#tools/smoke/person.ts';

type Ticket = { readonly uploadUrl: string; readonly method: string };
type Image = { readonly url: string; readonly contentType: string; readonly bytes: number };

let shop: Shop;
let admin: Person;
beforeAll(async () => {
  shop = await startShop();
  const session = expectOutcome(await login(new Person(shop.url), 'admin@bazaar.example', DEMO_PASSWORD), 'Session');
  admin = new Person(shop.url, session.accessToken);
}, 120_000);
afterAll(() => shop?.dispose());

const send = ({ uploadUrl, method }: Ticket, body: string | Buffer) => fetch(uploadUrl, { method, body });

/** Through the gateway, or it was not meant for the public. */
const isPublic = (url: string): boolean => new URL(url).port === new URL(shop.url).port;

it('an image goes in and out through the gateway, once for each ticket, and is shown with its product', async () => {
  const TICKET = `mutation ($input: RequestProductImageUploadInput!) {
    requestProductImageUpload(input: $input) { ... on UploadTicket { uploadUrl method } }
  }`;
  const PRODUCT = 'query ($sku: String!) { product(sku: $sku) { id images { url contentType bytes } } }';
  const variables = { sku: 'LAMP-DESK-01' };
  const { product } = await admin.ask<{ product: { id: string } }>(PRODUCT, variables);
  const { requestProductImageUpload: ticket } = await admin.ask<{ requestProductImageUpload: Ticket }>(TICKET, {
    input: { productId: product.id },
  });
  const picture = anImage(200_000);

  const sent = await send(ticket, picture);
  const again = await send(ticket, picture);
  const shown = await admin.ask<{ product: { images: Image[] } }>(PRODUCT, variables);
  const [image] = shown.product.images;
  const served = await fetch(image?.url ?? '');

  expect([sent.status, again.status]).toEqual([201, 403]);
  expect(image).toMatchObject({ contentType: 'image/png', bytes: picture.length });
  expect([ticket.uploadUrl, image?.url ?? ''].map(isPublic)).toEqual([true, true]);
  expect(Buffer.from(await served.arrayBuffer()).equals(picture)).toBe(true);
  const etag = served.headers.get('etag') ?? '';
  expect((await fetch(image?.url ?? '', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

it('a picture of a person goes in and out through the gateway', async () => {
  const { requestAvatarUpload: ticket } = await admin.ask<{ requestAvatarUpload: Ticket }>(
    'mutation { requestAvatarUpload { uploadUrl method } }',
  );
  const picture = anImage(20_000);

  const sent = await send(ticket, picture);
  const { me } = await admin.ask<{ me: { avatarUrl: string } }>('{ me { avatarUrl } }');
  const served = await fetch(me.avatarUrl);

  expect(sent.status).toBe(201);
  expect([ticket.uploadUrl, me.avatarUrl].map(isPublic)).toEqual([true, true]);
  expect(Buffer.from(await served.arrayBuffer()).equals(picture)).toBe(true);
});

it('the catalogue goes out as a file, and comes in again with a report of its bad lines', async () => {
  const EXPORT = 'mutation { requestCatalogueExport(input: { format: NDJSON }) { url } }';
  const IMPORT = 'mutation { requestCatalogueImport(input: { format: NDJSON }) { uploadUrl method } }';
  const { requestCatalogueExport: file } = await admin.ask<{ requestCatalogueExport: { url: string } }>(EXPORT);
  const text = await (await fetch(file.url)).text();
  const lines = text.trimEnd().split('\n');
  const { requestCatalogueImport: ticket } = await admin.ask<{ requestCatalogueImport: Ticket }>(IMPORT);

  const report = await (await send(ticket, `${text}not a product\n`)).text();

  const told = report.trimEnd().split('\n');
  expect(lines).toHaveLength(40);
  expect([file.url, ticket.uploadUrl].map(isPublic)).toEqual([true, true]);
  expect(told.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining({ type: 'error', line: 41 }));
  expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ type: 'summary', unchanged: 40, failed: 1 });
});
