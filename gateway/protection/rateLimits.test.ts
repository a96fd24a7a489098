import { describe, expect, it } from 'vitest';
import type { Principal } from '#kernel/auth/principal.ts';
import { makeRates, type RateLimitSettings } from './rateLimits.ts';

const user = (userId: string): Principal => ({
  kind: 'user',
  userId,
  roles: [],
  sessionId: 's',
  expiresAt: new Date('2999-01-01'),
});
const anonymous: Principal = { kind: 'anonymous' };

function charging(settings: RateLimitSettings) {
  const clock = { ms: 0 };
  const rates = makeRates(settings, () => clock.ms);
  /** Seconds to wait; 0 when it was taken. */
  const wait = (principal: Principal, clientAddress: string, cost: number): number => {
    try {
      rates?.charge({ principal, clientAddress }, cost);
      return 0;
    } catch (error) {
      expect(error).toMatchObject({ code: 'RATE_LIMITED', reason: 'TOO_MANY_REQUESTS', retryable: true });
      return (error as { details: { retryAfterSeconds: number } }).details.retryAfterSeconds;
    }
  };
  return { wait, pass: (seconds: number) => (clock.ms += seconds * 1_000) };
}

describe('rate limits', () => {
  it('take the cost, say when to come again, and fill up with time', () => {
    const { wait, pass } = charging({ perSource: { burst: 10, perSecond: 2 } });
    expect([wait(anonymous, 'a', 7), wait(anonymous, 'a', 7)]).toEqual([0, 2]);
    pass(1.9);
    expect(wait(anonymous, 'a', 7)).toBe(1);
    pass(0.2);
    expect([wait(anonymous, 'a', 7), wait(anonymous, 'b', 7)]).toEqual([0, 0]);
  });

  it('never take less than one, and never fill over the brim', () => {
    const { wait, pass } = charging({ perSource: { burst: 3, perSecond: 1 } });
    pass(1_000);
    expect([0, 0, 0, 0].map((cost) => wait(anonymous, 'a', cost))).toEqual([0, 0, 0, 1]);
  });

  it('follow users from place to place, and hold for all users of a place', () => {
    const { wait } = charging({ perUser: { burst: 5, perSecond: 1 }, perSource: { burst: 8, perSecond: 1 } });
    expect([wait(user('u1'), 'a', 5), wait(user('u1'), 'b', 1)]).toEqual([0, 1]);
    expect([wait(user('u2'), 'a', 4), wait(user('u2'), 'a', 3)]).toEqual([1, 0]);
    // The refusal by the source cost u2 nothing.
    expect(wait(user('u2'), 'c', 2)).toBe(0);
  });

  it('let what costs more than a whole bucket pass when it is full', () => {
    const { wait, pass } = charging({ perUser: { burst: 10, perSecond: 10 } });
    expect([wait(user('u1'), 'a', 500), wait(user('u1'), 'a', 500)]).toEqual([0, 1]);
    pass(1);
    expect(wait(user('u1'), 'a', 500)).toBe(0);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::7', 1],
    ['2001:db8::1', '2001:db8:0:0:5:6:7:8', 1],
    ['::1', '::2', 1],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', 0],
    ['10.0.0.1', '10.0.0.2', 0],
  ])('are the same for a whole network of IPv6: %s and %s', (first, second, seconds) => {
    const { wait } = charging({ perSource: { burst: 10, perSecond: 10 } });
    expect([wait(anonymous, first, 10), wait(anonymous, second, 10)]).toEqual([0, seconds]);
  });
});
