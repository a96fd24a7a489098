import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { makeDeliverMail } from './deliverMail.ts';
import type { ClaimedMail, OutgoingMail } from './ports.ts';
import { userEvents } from './testing/events.ts';

const createdAt = new Date('2030-01-01T12:00:00Z');
const hoursLater = (hours: number) => new Date(createdAt.getTime() + hours * 3_600_000);
const [event] = userEvents;
const mail: ClaimedMail = { id: event.id, userId: event.data.userId, event, createdAt, attempts: 1, fence: 1 };
const made: OutgoingMail = {
  id: event.id,
  date: createdAt,
  to: { email: 'ana@example.org', name: 'Ana' },
  subject: 'Welcome',
  html: '<p>Welcome</p>',
};

function delivering({ failure = undefined as unknown, unmade = undefined as unknown, now = createdAt } = {}) {
  const posted: OutgoingMail[] = [];
  const onFailure = vi.fn();
  const compose = async () => {
    if (unmade) throw unmade;
    return made;
  };
  const post = async (outgoing: OutgoingMail) => {
    if (failure) throw failure;
    posted.push(outgoing);
  };
  return { deliver: makeDeliverMail({ compose, post, now: () => now, onFailure }), posted, onFailure };
}

const unavailable = (reason: string) => new AppError('UNAVAILABLE', reason, 'away');

describe('delivering a mail', () => {
  it('posts what was made', async () => {
    const { deliver, posted } = delivering();

    expect(await deliver(mail)).toEqual({ state: 'sent' });

    expect(posted).toEqual([made]);
  });

  it('parks a mail that must not be sent, or that the server refuses for good', async () => {
    const refused = (reason: string) => new AppError('REFUSED', reason, 'no');

    for (const reason of ['NO_RECIPIENT', 'SWITCHED_OFF', 'SUPERSEDED']) {
      expect(await delivering({ unmade: refused(reason) }).deliver(mail)).toEqual({ state: 'parked', reason });
    }
    const outcome = await delivering({ failure: refused('MAIL_REFUSED') }).deliver(mail);
    expect(outcome).toEqual({ state: 'parked', reason: 'MAIL_REFUSED' });
  });

  it.each([
    ['MAIL_SERVER_UNAVAILABLE', 1, 1_000],
    ['MAIL_SERVER_UNAVAILABLE', 4, 8_000],
    ['MAIL_SERVER_UNAVAILABLE', 500, 30_000],
    ['SERVICE_UNREACHABLE', 500, 30_000],
    ['MAIL_DEFERRED', 1, 1_000],
    ['MAIL_DEFERRED', 500, 3_600_000],
  ])('waits longer and longer, but never too long: %s, attempt %i', async (reason, attempts, delayMs) => {
    const { deliver } = delivering({ failure: unavailable(reason) });

    expect(await deliver({ ...mail, attempts })).toEqual({ state: 'waiting', delayMs, reason });
  });

  it('keeps trying for 72 hours', async () => {
    const failure = unavailable('MAIL_SERVER_UNAVAILABLE');

    expect(await delivering({ failure, now: hoursLater(72) }).deliver(mail)).toMatchObject({ state: 'waiting' });
    expect(await delivering({ failure, now: hoursLater(72.1) }).deliver(mail)).toEqual({
      state: 'parked',
      reason: 'GAVE_UP_MAIL_SERVER_UNAVAILABLE',
    });
  });

  it('keeps a mail that we can not make, and tells us', async () => {
    const failure = new TypeError('a template is broken');
    const { deliver, onFailure } = delivering({ unmade: failure });

    expect(await deliver(mail)).toMatchObject({ state: 'waiting', reason: 'NOT_RENDERED' });
    expect(onFailure).toHaveBeenCalledWith(mail, failure);
  });
});
