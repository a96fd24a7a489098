import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Answered } from '../calls/answered.ts';
import { post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import { Sharing } from './sharing.ts';

let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterAll(() => gateway.stop());

const titles = (requestId: string, variables?: unknown) =>
  post(
    gateway.url,
    { query: 'query ($by: Order) { books(by: $by) { title } }', variables },
    { 'x-request-id': requestId },
  );

describe('queries that run at the same time', () => {
  it('are asked for once when they are equal', async () => {
    await titles('before-1');
    const asked = gateway.books.seen.length;
    const all = await Promise.all([1, 2, 3, 4].map((nth) => titles(`together-${nth}`)));
    expect(new Set(all.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(gateway.books.seen.length - asked).toBeLessThan(4);
  });

  it('are apart when they differ in a variable', async () => {
    const asked = gateway.books.seen.length;
    await Promise.all([titles('apart-1', { by: 'TITLE' }), titles('apart-2', { by: 'WEIGHT' })]);
    expect(gateway.books.seen.length - asked).toBe(2);
  });

  it('each carry errors with the id of their own request', async () => {
    const ask = (id: string) => post(gateway.url, { query: '{ fails(how: "KNOWN") }' }, { 'x-request-id': id });
    const both = await Promise.all([ask('failing-1'), ask('failing-2')]);
    expect(both.map(({ errors }) => errors?.[0]?.extensions['requestId'])).toEqual(['failing-1', 'failing-2']);
  });
});

it('a query after a mutation does not join one that began before it', async () => {
  const sharing = new Sharing();
  const old = Promise.withResolvers<Answered>();
  const asked = vi.fn(() => Promise.resolve(new Answered(200, 'new', '')));
  const before = sharing.requests.share('titles', () => old.promise);
  sharing.forget();
  const after = sharing.requests.share('titles', asked);
  old.resolve(new Answered(200, 'old', ''));
  expect(await Promise.all([before, after])).toMatchObject([{ text: 'old' }, { text: 'new' }]);
  expect(asked).toHaveBeenCalledOnce();
});
