import { describe, expect, it } from 'vitest';
import { AppError, isErrorCode, isRetryableCode, messageOf, unreachable } from './errors.ts';

describe('AppError', () => {
  it('keeps code, reason and cause, and has neither reasons nor details by itself', () => {
    const cause = new Error('socket hang up');
    const error = new AppError('UNAVAILABLE', 'SERVICE_UNREACHABLE', 'products does not answer', { cause });

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'AppError', code: 'UNAVAILABLE', reason: 'SERVICE_UNREACHABLE', cause });
    expect([error.reasons, error.details]).toEqual([[], {}]);
  });

  it.each([
    ['BAD_USER_INPUT', false],
    ['UNAUTHENTICATED', false],
    ['FORBIDDEN', false],
    ['NOT_FOUND', false],
    ['REFUSED', false],
    ['CONFLICT', true],
    ['UNAVAILABLE', true],
    ['INTERNAL', false],
  ] as const)('%s: worth repeating the same call? %s', (code, retryable) => {
    expect(new AppError(code, 'REASON', 'message').retryable).toBe(retryable);
    expect(isRetryableCode(code)).toBe(retryable);
  });

  it('hides only the message of what is our own fault', () => {
    expect(new AppError('INTERNAL', 'REASON', 'secret').exposed).toBe(false);
    expect(new AppError('UNAVAILABLE', 'REASON', 'try later').exposed).toBe(true);
  });
});

describe('what came from outside', () => {
  it('is a code only when it is one of ours', () => {
    expect(isErrorCode('REFUSED')).toBe(true);
    for (const foreign of ['INTERNAL_SERVER_ERROR', 'toString', '', undefined, 7])
      expect(isErrorCode(foreign)).toBe(false);
  });

  it('has a message, whatever was thrown', () => {
    expect(messageOf(new TypeError('no such thing'))).toBe('no such thing');
    expect(messageOf('just text')).toBe('just text');
    expect(messageOf(undefined)).toBe('undefined');
  });
});

describe('unreachable', () => {
  it('names the variant that nobody handled', () => {
    expect(() => unreachable({ type: 'New' } as never)).toThrow('{"type":"New"}');
  });
});
