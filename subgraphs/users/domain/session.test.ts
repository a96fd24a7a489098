import { describe, it } from 'vitest';
import { given } from '#testing/given.ts';
import { REFRESH_TOKEN_MS, type SessionEvent, sessionDecider } from './session.ts';

const noon = new Date('2030-01-01T12:00:00Z');
const later = (ms: number) => new Date(noon.getTime() + ms);
const started: SessionEvent = { type: 'SessionStarted', token: 'first', expiresAt: later(REFRESH_TOKEN_MS) };
const refreshed: SessionEvent = { type: 'SessionRefreshed', token: 'second', expiresAt: later(REFRESH_TOKEN_MS) };
const ended: SessionEvent = { type: 'SessionEnded', because: 'loggedOut' };
const refreshWith = (token: string, now = noon) => ({ type: 'RefreshSession', token, nextToken: 'next', now }) as const;

describe('a session', () => {
  it('starts with a token for 30 days', () => {
    given(sessionDecider).when({ type: 'StartSession', token: 'first', now: noon }).thenEvents(started);
  });

  it('goes on with a new token, for 30 days from now', () => {
    const now = later(REFRESH_TOKEN_MS - 1);
    given(sessionDecider, started)
      .when(refreshWith('first', now))
      .thenEvents({ type: 'SessionRefreshed', token: 'next', expiresAt: new Date(now.getTime() + REFRESH_TOKEN_MS) });
  });

  it('is over when its token was not used for 30 days', () => {
    given(sessionDecider, started)
      .when(refreshWith('first', later(REFRESH_TOKEN_MS)))
      .thenRefused('SESSION_ENDED');
  });

  it('ends when a used token comes again', () => {
    given(sessionDecider, started, refreshed)
      .when(refreshWith('first'))
      .thenEvents({ type: 'SessionEnded', because: 'tokenReused' });
  });

  it('refuses every token after its end', () => {
    given(sessionDecider, started, refreshed, ended).when(refreshWith('second')).thenRefused('SESSION_ENDED');
    given(sessionDecider, started, refreshed, ended).when(refreshWith('first')).thenRefused('SESSION_ENDED');
  });

  it('ends with a logout, once', () => {
    given(sessionDecider, started).when({ type: 'EndSession' }).thenEvents(ended);
    given(sessionDecider, started, ended).when({ type: 'EndSession' }).thenNothing();
  });
});
