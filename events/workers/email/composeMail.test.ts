import { describe, expect, it } from 'vitest';
import { makeComposeMail } from './composeMail.ts';
import type { QueuedEvent } from './mailEvents.ts';
import type { ClaimedMail } from './ports.ts';
import { orderEvents, paymentEvents, testMailEvent, userEvents } from './testing/events.ts';

const createdAt = new Date('2030-01-01T12:00:00Z');
const ana = { email: 'ana@example.org', name: 'Ana', language: 'ro' } as const;
const secret = { token: 'token-of-ana', purpose: 'VERIFY_EMAIL', email: 'new@example.org' } as const;
const content = { to: 'ops@example.org', subject: 'Test', html: '<b>Test</b>' };

const claimed = (event: QueuedEvent): ClaimedMail => ({
  id: event.id,
  userId: 'u1',
  event,
  createdAt,
  attempts: 1,
  fence: 1,
});
const named = (type: QueuedEvent['type']): ClaimedMail => {
  const event = [...userEvents, ...orderEvents, ...paymentEvents].find((one) => one.type === type);
  if (!event) throw new Error(`no event ${type}`);
  return claimed(event);
};

function composing(changes: Partial<Parameters<typeof makeComposeMail>[0]> = {}) {
  const asked: string[] = [];
  const compose = makeComposeMail({
    recipientOf: async () => ana,
    secretOf: async () => secret,
    wishesOf: async (_userId, category) => {
      asked.push(category);
      return { mailed: true, unsubscribeToken: 'token-to-leave' };
    },
    testMailOf: async () => content,
    shopUrl: undefined,
    publicUrl: 'https://api.example',
    ...changes,
  });
  return { compose, asked };
}

describe('making a mail', () => {
  it('writes to where the user reads now, in their language, under the id of its event', async () => {
    const mail = await composing().compose(named('OrderShipped'));

    const { id } = orderEvents[0];
    expect(mail).toMatchObject({ id, date: createdAt, to: { email: 'ana@example.org', name: 'Ana' } });
    expect(mail.subject).toBe('Comanda ta 3F2B8C1E este pe drum');
  });

  it('lets the reader switch off what may be switched off', async () => {
    const { compose, asked } = composing();
    const url = 'https://api.example/unsubscribe?token=token-to-leave&category=PAYMENTS';

    const { html, text, unsubscribeUrl } = await compose(named('PaymentProcessed'));

    expect(asked).toEqual(['PAYMENTS']);
    expect(unsubscribeUrl).toBe(url);
    expect(html).toContain(`href="${url.replace('&', '&amp;')}"`);
    expect(text).toContain(`Nu mai vreau mesaje despre plățile mele: ${url}`);
  });

  it('asks nobody whether mails about the account are wanted', async () => {
    const { compose, asked } = composing();

    const mail = await compose(named('PasswordChanged'));

    expect(asked).toEqual([]);
    expect(mail).not.toHaveProperty('unsubscribeUrl');
    expect(mail.html).not.toContain('unsubscribe');
  });

  it('sends a token to the address that it is for', async () => {
    const mail = await composing().compose(named('EmailVerificationRequested'));

    expect(mail.to).toEqual({ email: 'new@example.org', name: 'Ana' });
    expect(mail.text).toContain('token-of-ana');
  });

  it('sends what an admin asked for as it is, to that one address', async () => {
    const mail = await composing().compose(claimed(testMailEvent));

    expect(mail).toEqual({
      id: testMailEvent.id,
      date: createdAt,
      to: { email: 'ops@example.org', name: '' },
      subject: 'Test',
      html: '<b>Test</b>',
    });
  });

  it.each([
    ['NO_RECIPIENT', named('OrderShipped'), { recipientOf: async () => null }],
    ['SWITCHED_OFF', named('OrderShipped'), { wishesOf: async () => ({ mailed: false, unsubscribeToken: 't' }) }],
    ['SUPERSEDED', named('PasswordResetRequested'), { secretOf: async () => null }],
    ['ERASED', claimed(testMailEvent), { testMailOf: async () => null }],
  ])('refuses to make one that is not to be sent: %s', async (reason, mail, changes) => {
    await expect(composing(changes).compose(mail)).rejects.toMatchObject({ code: 'REFUSED', reason });
  });
});
