import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../processes/ports.ts';
import type { Mail } from './mailStore.ts';
import { startMailPreview } from './startMailPreview.ts';

const mail = {
  from: 'Bazaar <shop@bazaar.example>',
  to: 'Alice <alice@bazaar.example>',
  subject: 'Comandă primită',
  text: 'Mulțumim!',
  html: '<p>Mulțumim!</p>',
};

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-mails-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function preview(dir: string) {
  const [pagePort, smtpPort] = [await freePort(), await freePort()];
  const { stop } = await startMailPreview({ dir, host: '127.0.0.1', pagePort, smtpPort });
  onTestFinished(stop);
  const smtp = createTransport({ host: '127.0.0.1', port: smtpPort });
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${pagePort}${path}`, init);
  return { ask, send: () => smtp.sendMail(mail), mails: async () => (await (await ask('/email')).json()) as Mail[] };
}

describe('the mail preview', () => {
  it('shows a mail that was sent by SMTP, one by one and in the list', async () => {
    const { send, mails, ask } = await preview(await folder());

    await send();

    const [listed] = await mails();
    const to = [{ address: 'alice@bazaar.example', name: 'Alice' }];
    expect(listed).toMatchObject({ subject: mail.subject, to, text: 'Mulțumim!\n', html: '<p>Mulțumim!</p>\n' });
    expect(Date.now() - Date.parse(listed?.time ?? '')).toBeLessThan(60_000);
    expect(await (await ask(`/email/${listed?.id}`)).json()).toEqual(listed);
    expect(await (await ask(`/email/${listed?.id}/source`)).text()).toContain('From: Bazaar <shop@bazaar.example>');
  });

  it('keeps mails between starts, until they are deleted', async () => {
    const dir = await folder();
    await (await preview(dir)).send();

    const { mails, ask } = await preview(dir);

    expect(await mails()).toHaveLength(1);
    await ask('/email/all', { method: 'DELETE' });
    expect(await mails()).toEqual([]);
  });

  it('lists what is left while mails are deleted', async () => {
    const dir = await folder();
    const { send } = await preview(dir);
    await Promise.all(Array.from({ length: 20 }, send));
    const { ask } = await preview(dir);

    const [, listed] = await Promise.all([ask('/email/all', { method: 'DELETE' }), ask('/email')]);

    expect(listed.status).toBe(200);
  });

  it('answers 404 for a mail that is not there, and never reads outside its folder', async () => {
    const { ask } = await preview(await folder());

    expect((await ask('/email/none')).status).toBe(404);
    expect((await ask('/email/..%2F..%2Fetc%2Fpasswd/source')).status).toBe(404);
  });

  it('serves its page, and says that it is well', async () => {
    const { ask } = await preview(await folder());

    expect(await (await ask('/')).text()).toContain('<title>Mails · Bazaar</title>');
    expect(await (await ask('/healthz')).json()).toBe(true);
  });
});
