import { expect, it, onTestFinished, vi } from 'vitest';
import { keepLog } from './keptLog.ts';
import { fakeShop, hangsUp, says, streams } from './testing/fakeShop.ts';
import { Watchers } from './watchOrder.ts';

const change = (version: number, status: string) => {
  const data = { orderStatusChanged: { cursor: String(version), order: { id: 'o1', status } } };
  return `event: next\ndata: ${JSON.stringify({ data })}\n\n`;
};
const END = 'event: complete\ndata:\n\n';

function watching(url: string, options: { lingerMs?: number; lastLookMs?: number; patienceMs?: number } = {}) {
  const log = keepLog(() => 0);
  const watchers = new Watchers({ door: { nextUrl: () => url }, log, ...options });
  onTestFinished(() => watchers.leave());
  const renew = vi.fn(async () => 'a new token');
  watchers.watch('o1', { accessToken: 'a token', renew }, 'sse');
  return { log, watchers, renew };
}

it('what one stream is given goes on behind the cursor when it breaks, up to its end', async () => {
  const { url, asked } = await fakeShop(
    streams([':\n\n', change(1, 'PENDING'), change(2, 'AWAITING_PAYMENT').slice(0, 30)], { isCut: true }),
    hangsUp,
    streams([change(2, 'AWAITING_PAYMENT'), change(3, 'EXPIRED') + END]),
  );
  const { log } = watching(url);

  await vi.waitFor(() => expect(log.streams[0]?.closedBy).toBe('shop'), { timeout: 10_000 });

  expect(log.streams[0]?.changes).toEqual([
    { version: 1, status: 'PENDING' },
    { version: 2, status: 'AWAITING_PAYMENT' },
    { version: 3, status: 'EXPIRED' },
  ]);
  expect(asked.map(({ variables }) => variables['after'])).toEqual([undefined, '1', '1']);
});

it('an end without a word is none, and a token that is no good any more is renewed', async () => {
  const { url, asked } = await fakeShop(
    streams([change(1, 'PENDING')]),
    says({ errors: [{ message: 'the token has expired' }] }),
    says({ errors: [{ message: 'the token has expired' }] }),
    streams([END]),
  );
  const { log, renew } = watching(url);

  await vi.waitFor(() => expect(log.streams[0]?.closedBy).toBe('shop'), { timeout: 10_000 });

  expect(asked).toHaveLength(4);
  expect(renew).toHaveBeenCalled();
});

const openWith = (...changes: readonly string[]) =>
  fakeShop((response) => void response.writeHead(200).write(changes.join('')));

it('whoever has seen enough says so', async () => {
  const { url, asked } = await openWith(change(1, 'PAID'));
  const { log } = watching(url, { lingerMs: 0 });

  await vi.waitFor(() => expect(log.streams[0]?.closedBy).toBe('customer'));

  expect(log.streams[0]?.changes).toHaveLength(1);
  expect(asked).toHaveLength(1);
});

it('whoever looks on until all leave has not closed anything', async () => {
  const { url, asked } = await openWith(change(1, 'PENDING'));
  const { log, watchers } = watching(url, { lastLookMs: 0 });
  await vi.waitFor(() => expect(log.streams[0]?.changes).toHaveLength(1));

  await watchers.leave();

  expect(log.streams).toEqual([{ orderId: 'o1', changes: [{ version: 1, status: 'PENDING' }] }]);
  expect(asked).toHaveLength(1);
});

it('what is told while all get ready to leave is still seen', async () => {
  const { url } = await fakeShop(hangsUp, streams([change(1, 'EXPIRED') + END]));
  const { log, watchers } = watching(url);

  await watchers.leave();

  expect(log.streams).toEqual([{ orderId: 'o1', changes: [{ version: 1, status: 'EXPIRED' }], closedBy: 'shop' }]);
});

it('a stream that the shop will not open again is lost', async () => {
  const { url } = await fakeShop(
    streams([change(1, 'PENDING')], { isCut: true }),
    says({ errors: [{ message: 'no' }] }),
  );
  const { log } = watching(url, { patienceMs: 100 });

  await vi.waitFor(() => expect(log.streams[0]?.closedBy).toBe('lost'), { timeout: 10_000 });

  expect(log.streams[0]?.changes).toHaveLength(1);
});
