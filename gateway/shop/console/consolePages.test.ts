import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { closeServer, listen } from '#kernel/http.ts';
import { people } from '../../testing/people.ts';
import { consolePages } from './consolePages.ts';
import { EventFeed } from './eventFeed.ts';

const paths = ['/console/parts', '/console/mails', '/console/events'];

async function running() {
  const { identity, bearer, ban } = people();
  const stopping = new AbortController();
  const stop = vi.fn(async () => undefined);
  const subscription = { pause: () => undefined, resume: () => undefined, stop, health: () => 'up' };
  const app = consolePages({
    identity,
    feed: new EventFeed({ broadcast: async () => subscription }),
    lookAtParts: async () => [{ name: 'orders', kind: 'subgraph', where: 'orders:4003', state: 'up', checks: {} }],
    readMails: () => Promise.reject(new AppError('UNAVAILABLE', 'MAIL_PREVIEW_AWAY', 'no mail preview answers')),
    signal: stopping.signal,
  });
  const server = createServer(app);
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    server.closeAllConnections();
    await closeServer(server);
  });
  const ask = (path: string, authorization?: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { ...(authorization && { authorization }) } });
  return { ask, admin: bearer('u1', 'admin'), customer: bearer('u2'), ban, stop, stopping };
}

const refusalOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { reason: string } }[] };
  return errors[0]?.extensions.reason;
};

describe('the console', () => {
  it.each(['/console', '/console/index.html', '/console/%69ndex.html'])(
    'shows its page at %s to anybody, and lets it load nothing from elsewhere',
    async (path) => {
      const { ask } = await running();

      const response = await ask(path);

      expect(await response.text()).toContain('<h1>Bazaar console</h1>');
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect((await ask('/console/console.js')).headers.get('content-type')).toContain('javascript');
    },
  );

  it.each(paths)('%s is for admins only', async (path) => {
    const { ask, customer } = await running();

    const [nobody, other, stranger] = [await ask(path), await ask(path, customer), await ask(path, 'Bearer a.b.c')];

    expect([nobody.status, other.status, stranger.status]).toEqual([401, 403, 401]);
    expect(await refusalOf(nobody)).toBe('SIGN_IN_REQUIRED');
    expect(await refusalOf(other)).toBe('ADMIN_REQUIRED');
    expect(await refusalOf(stranger)).toBe('INVALID_TOKEN');
  });

  it('tells admins how the parts are', async () => {
    const { ask, admin } = await running();

    const response = await ask('/console/parts', admin);

    expect(await response.json()).toMatchObject([{ name: 'orders', state: 'up' }]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('says by a stable code what can not be had', async () => {
    const { ask, admin } = await running();

    const response = await ask('/console/mails', admin);

    expect(response.status).toBe(503);
    expect(await refusalOf(response)).toBe('MAIL_PREVIEW_AWAY');
  });

  it('ends the feed of an admin who is banned, and reads no more events', async () => {
    const { ask, admin, ban, stop } = await running();
    const response = await ask('/console/events', admin);
    expect(response.headers.get('content-type')).toContain('text/event-stream');

    ban('u1');

    expect(await response.text()).toContain('event: events\ndata: {"events":[],"skipped":0}');
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
  });

  it('ends the feed when the gateway stops', async () => {
    const { ask, admin, stopping, stop } = await running();
    const response = await ask('/console/events', admin);

    stopping.abort();

    await response.text();
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
  });

  it('reads no more events when the page is left', async () => {
    const { ask, admin, stop } = await running();
    const response = await ask('/console/events', admin);

    await response.body?.cancel();

    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
  });
});
