import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { noIdentity } from './identity.ts';
import { post } from './testing/clients.ts';
import { libraryGateway } from './testing/library.ts';
import { people } from './testing/people.ts';

describe('a gateway without keys', () => {
  it('takes everybody as anonymous and passes no credential on', async () => {
    const gateway = await libraryGateway({ identity: noIdentity });
    onTestFinished(gateway.stop);
    const { status } = await post(gateway.url, { query: '{ books { title } }' }, { authorization: 'Bearer whatever' });
    expect(status).toBe(200);
    expect(gateway.books.seen.at(-1)).not.toHaveProperty('authorization');
  });
});

describe('watching a token', () => {
  it('tells once when it is revoked, and not those who stopped watching', async () => {
    const { identity, bearer, ban } = people();
    const presented = { authorization: bearer('u1'), principal: identity.identify(bearer('u1')) };
    const [ended, left] = [vi.fn(), vi.fn()];
    identity.watch(presented, ended);
    identity.watch(presented, left)();

    ban('u1');

    await vi.waitUntil(() => ended.mock.calls.length > 0);
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: 'SESSION_REVOKED' }));
    expect(left).not.toHaveBeenCalled();
  });

  it('goes on after everybody had left', async () => {
    const { identity, bearer, ban } = people();
    const watch = (userId: string) => {
      const ended = vi.fn();
      identity.watch({ authorization: bearer(userId), principal: identity.identify(bearer(userId)) }, ended);
      return ended;
    };
    for (const userId of ['u1', 'u2']) {
      const ended = watch(userId);
      ban(userId);
      await vi.waitUntil(() => ended.mock.calls.length === 1);
    }
  });
});

it('signs one credential per subgraph, for that subgraph', () => {
  const { identity } = people();
  const asked = { principal: { kind: 'anonymous' as const }, authorization: undefined, requestId: 'request-1' };
  const [users, orders] = ['users', 'orders'].map((name) => identity.headersFor(name, asked)['x-bazaar-call']);
  expect(users).not.toBe(orders);
  const traceparent = expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  const sent = { 'x-request-id': 'request-1', traceparent, 'x-bazaar-call': users };
  expect(identity.headersFor('users', asked)).toEqual(sent);
});
