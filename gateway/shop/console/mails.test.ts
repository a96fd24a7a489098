import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { closeServer, listen } from '#kernel/http.ts';
import { readCaughtMails } from './mails.ts';

/** A preview that answers so. */
async function preview(answer: unknown): Promise<string> {
  const server = createServer((_request, response) => response.end(JSON.stringify(answer)));
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => closeServer(server));
  return `http://127.0.0.1:${port}/`;
}

const mail = (minute: number, text = 'Thank you.') => ({
  id: `m${minute}`,
  time: `2030-01-01T12:${String(minute).padStart(2, '0')}:00.000Z`,
  subject: 'Order received',
  to: [{ address: 'alice@bazaar.example', name: 'Alice' }],
  text,
  html: '<p>Thank you.</p>',
});

it('shows the latest mails first, without their HTML', async () => {
  const all = Array.from({ length: 40 }, (_, minute) => mail(minute));

  const mails = await readCaughtMails(await preview(all));

  expect(mails).toHaveLength(30);
  expect(mails[0]).toEqual({
    id: 'm39',
    time: '2030-01-01T12:39:00.000Z',
    subject: 'Order received',
    to: ['alice@bazaar.example'],
    text: 'Thank you.',
  });
});

it('cuts what is very long', async () => {
  const [only] = await readCaughtMails(await preview([mail(1, 'x'.repeat(9_000))]));

  expect(only?.text).toHaveLength(5_000);
});

it.each([
  ['nobody listens', async () => 'http://127.0.0.1:9/'],
  ['somebody else answers', () => preview({ hello: 'world' })],
])('where %s, there is no preview', async (_case, url) => {
  await expect(readCaughtMails(await url())).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    reason: 'MAIL_PREVIEW_AWAY',
  });
});
