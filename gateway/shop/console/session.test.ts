import { expect, it, vi } from 'vitest';
import type { SignIn } from '../../explorer/explorer.ts';
import { fakePage } from '../../testing/fakePage.ts';

type Session = { start(): void; headers(): Promise<Record<string, string>>; renew(): Promise<boolean> };
/** The page is plain JavaScript for browsers. */
const { makeSession } = (await import(new URL('./page/session.js', import.meta.url).href)) as {
  makeSession(page: { onBegin(): void; onEnd(): void }): Session;
};

const signIn: SignIn = { login: 'login', refresh: 'refresh', accounts: [] };
const ends = (inSeconds: number) => new Date(Date.now() + inSeconds * 1_000).toISOString();
const session = (number: number, expiresAt: string) => ({
  accessToken: `a${number}`,
  refreshToken: `r${number}`,
  expiresAt,
});

/** An admin is signed in, with a token that ends in half a minute; `answer` is what the shop says when it is to renew it. */
function running(answer: () => unknown) {
  const kept = { email: 'admin@shop.example', ...session(1, ends(30)) };
  const page = fakePage({ 'console-session': kept }, (path) => (path === '/graphql' ? answer() : { signIn }));
  const onEnd = vi.fn();
  return { ...page, onEnd, session: makeSession({ onBegin: vi.fn(), onEnd }) };
}

it('a session is renewed once for all who ask', async () => {
  const answered = vi.fn(() => ({ data: { refreshSession: session(2, ends(900)) } }));
  const admin = running(answered);

  const sent = await Promise.all([admin.session.headers(), admin.session.headers()]);

  expect(sent).toEqual([{ authorization: 'Bearer a2' }, { authorization: 'Bearer a2' }]);
  expect(answered).toHaveBeenCalledOnce();
});

it('a session is not over because it can not be renewed just now', async () => {
  const away = {
    message: 'users is not available',
    extensions: { code: 'UNAVAILABLE', reason: 'SUBGRAPH_UNAVAILABLE' },
  };
  const admin = running(() => ({ data: null, errors: [away] }));

  expect(await admin.session.headers()).toEqual({ authorization: 'Bearer a1' });
  await expect(admin.session.renew()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  expect(admin.onEnd).not.toHaveBeenCalled();
});

it('a session that is refused is over, and says so', async () => {
  const admin = running(() => ({ data: { refreshSession: { message: 'it has ended' } } }));

  expect(await admin.session.headers()).toEqual({});
  expect(admin.onEnd).toHaveBeenCalledOnce();
  expect(admin.textOf('#refused')).toBe('Your session has ended: sign in again.');
});
