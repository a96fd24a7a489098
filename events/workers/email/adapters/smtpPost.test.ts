import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutgoingMail } from '../ports.ts';
import { smtpServer } from '../testing/smtpServer.ts';
import { makeSmtpPost } from './smtpPost.ts';

const mail: OutgoingMail = {
  id: '3f2b8c1e-0000-4000-8000-000000000005',
  date: new Date('2030-01-01T12:00:00Z'),
  to: { email: 'ana@example.org', name: 'Ana Ștefănescu' },
  subject: 'Welcome',
  html: '<p>Hello</p>',
  text: 'Hello',
};
const from = 'Bazaar <shop@bazaar.example>';

async function posting(script: Parameters<typeof smtpServer>[0] = {}) {
  const server = await smtpServer(script);
  onTestFinished(server.stop);
  const post = makeSmtpPost({ host: server.host, port: server.port, from });
  return { post, received: server.received, callersSoFar: server.callersSoFar };
}

const headersOf = (source = '') => source.split('\r\n\r\n')[0]?.split('\r\n') ?? [];

describe('posting over SMTP', () => {
  it('sends both forms to one recipient, under an id that every attempt shares', async () => {
    const { post, received } = await posting();

    await post(mail);
    await post(mail);

    expect(received.map(({ to }) => to)).toEqual([['ana@example.org'], ['ana@example.org']]);
    for (const { source } of received) {
      expect(headersOf(source)).toContain('Message-ID: <3f2b8c1e-0000-4000-8000-000000000005@bazaar.example>');
      expect(headersOf(source)).toContain('Date: Tue, 01 Jan 2030 12:00:00 +0000');
      expect(headersOf(source)).toContain('From: Bazaar <shop@bazaar.example>');
      expect(source).toContain('Content-Type: text/plain');
      expect(source).toContain('Content-Type: text/html');
    }
  });

  it('tells mail programs where such mails are switched off, for those that can be', async () => {
    const { post, received } = await posting();
    const token = 'a-token-that-is-as-long-as-the-real-ones-are';
    const unsubscribeUrl = `https://api.shop-with-a-long-name.example/unsubscribe?token=${token}&category=ORDER_UPDATES`;

    await post({ ...mail, unsubscribeUrl });
    await post(mail);

    const unfolded = received.map(({ source }) => source.replaceAll(/\r\n[ \t]+/g, ' '));
    expect(headersOf(unfolded[0])).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(headersOf(unfolded[0])).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(unfolded[1]).not.toContain('List-Unsubscribe');
  });

  it('lets neither a name nor a subject add a header or a recipient', async () => {
    const { post, received } = await posting();
    const name = 'Ana\r\nBcc: eve@example.org\u2028X-Evil: 1';

    await post({ ...mail, to: { ...mail.to, name }, subject: 'Hi\r\nBcc: eve@example.org' });

    expect(received[0]?.to).toEqual(['ana@example.org']);
    expect(headersOf(received[0]?.source).filter((line) => /^(bcc|x-evil):/i.test(line))).toEqual([]);
  });

  it.each([
    'a@b.example,c@d.example',
    'Ana <a@b.example>',
    'a@b.example\r\nRCPT TO:<c@d.example>',
    'a b@c.example',
    'ana',
  ])('refuses what is not one plain address, and troubles no server with it: %j', async (email) => {
    const { post, callersSoFar } = await posting();

    await expect(post({ ...mail, to: { ...mail.to, email } })).rejects.toMatchObject({ reason: 'MAIL_REFUSED' });
    expect(callersSoFar()).toBe(0);
  });

  it('tells a mail that is refused for good from one that is put off', async () => {
    const reasonAt = async (script: Parameters<typeof smtpServer>[0]) => {
      const { post } = await posting(script);
      return post(mail).catch(({ reason }) => reason);
    };

    expect(await reasonAt({ rcpt: () => 550 })).toBe('MAIL_REFUSED');
    expect(await reasonAt({ data: () => 554 })).toBe('MAIL_REFUSED');
    expect(await reasonAt({ rcpt: () => 450 })).toBe('MAIL_DEFERRED');
    expect(await reasonAt({ data: () => 451 })).toBe('MAIL_DEFERRED');
    expect(await reasonAt({ rcpt: () => 421 })).toBe('MAIL_SERVER_UNAVAILABLE');
    expect(await reasonAt({ data: () => 'drop' })).toBe('MAIL_SERVER_UNAVAILABLE');
  });

  it('does not repeat the words of the server, which may hold the address', async () => {
    const { post } = await posting({ rcpt: () => 550 });

    const error = await post(mail).catch((thrown: Error) => thrown);

    expect(JSON.stringify({ ...(error as Error), message: (error as Error).message })).not.toContain('ana@');
  });

  it('calls a server that is not there unavailable', async () => {
    const { port, stop } = await smtpServer();
    await stop();

    const post = makeSmtpPost({ host: '127.0.0.1', port, from });

    await expect(post(mail)).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'MAIL_SERVER_UNAVAILABLE' });
  });

  it('sends a password over TLS or not at all', async () => {
    const server = await smtpServer();
    onTestFinished(server.stop);
    const post = makeSmtpPost({ host: server.host, port: server.port, from, login: { user: 'shop', pass: 'secret' } });

    await expect(post(mail)).rejects.toMatchObject({ reason: 'MAIL_SERVER_UNAVAILABLE' });
    expect(server.received).toEqual([]);
  });
});
