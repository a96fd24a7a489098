import { expect, it } from 'vitest';
import { fakePage } from '../testing/fakePage.ts';
import type { SignIn } from './explorer.ts';

type Sessions = { headers(): Promise<Record<string, string>>; current(): string };
/** The page is plain JavaScript for browsers. */
const { makeSessions } = (await import(new URL('./page/session.js', import.meta.url).href)) as {
  makeSessions(endpoint: string, signIn: SignIn): Sessions;
};

const ALICE = 'alice@shop.example';
const session = (number: number, endsInSeconds: number) => ({
  email: ALICE,
  accessToken: `a${number}`,
  refreshToken: `r${number}`,
  expiresAt: new Date(Date.now() + endsInSeconds * 1_000).toISOString(),
});

/** Alice is signed in, with a token that ends in half a minute. */
function running(answer: () => unknown) {
  const page = fakePage({ sessions: [[ALICE, session(1, 30)]] }, answer);
  sessionStorage.setItem('current', ALICE);
  return { ...page, sessions: makeSessions('/graphql', { login: 'login', refresh: 'refresh', accounts: [] }) };
}

it('operations that leave together renew the session once, and all go in its name', async () => {
  const { sessions, fetch } = running(() => ({ data: { refreshSession: session(2, 900) } }));

  const sent = await Promise.all([sessions.headers(), sessions.headers()]);

  expect(sent).toEqual([{ authorization: 'Bearer a2' }, { authorization: 'Bearer a2' }]);
  expect(fetch).toHaveBeenCalledOnce();
});

it('what is left of a session is used while it can not be renewed', async () => {
  const { sessions, textOf } = running(() => ({ errors: [{ message: 'users is not available' }] }));

  expect(await sessions.headers()).toEqual({ authorization: 'Bearer a1' });
  expect(textOf('#who')).toBe(`signed in as ${ALICE}`);
});

it('a session that is refused is over', async () => {
  const { sessions, textOf } = running(() => ({ data: { refreshSession: { message: 'it has ended' } } }));

  expect(await sessions.headers()).toEqual({});
  expect(textOf('#who')).toBe('not signed in');
});
