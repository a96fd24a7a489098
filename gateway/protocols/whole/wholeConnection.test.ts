import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeServer } from '#kernel/http.ts';
import { until } from '../../testing/until.ts';
import {
  answers,
  bodies,
  type Client,
  count,
  held,
  replyTo,
  requestOf,
  serverThat,
  who,
} from '../../testing/wholeServer.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('a connection', () => {
  it('whose client says that it sends no more still gets its answer, and ends', async () => {
    const { answer, release, isAsked } = held();
    const { open } = await serverThat(answer);
    const client = await open();
    client.socket.end(requestOf('{}'));
    await isAsked();
    release();
    await until(() => client.isOver);
    expect(bodies(client)).toEqual(['{}']);
    expect(client.text).toContain('connection: close');
  });

  it('that ends in the middle of a request hears that it was none', async () => {
    const { open } = await serverThat();
    const client = await open();
    client.socket.end(requestOf('{"a":1}').slice(0, -2));
    await until(() => client.isOver);
    expect(client.text).toMatch(/^HTTP\/1.1 400 /);
  });

  it('ends with its next answer once the server is about to leave', async () => {
    const { open, leaving } = await serverThat();
    const client = await open();
    client.socket.write(requestOf('1'));
    await count(client, 1);
    leaving.abort();
    client.socket.write(requestOf('2'));
    await until(() => client.isOver);
    expect(answers(client).map((answer) => /connection: ([\w-]+)/.exec(answer)?.[1])).toEqual(['keep-alive', 'close']);
  });

  it('keeps a server from closing only as long as somebody is answered', async () => {
    const { answer, release, isAsked } = held();
    const { server, whole, open } = await serverThat(answer);
    const [busy, fresh] = [await open(), await open()];
    busy.socket.write(requestOf('{}'));
    await isAsked();
    whole.close();
    const closed = closeServer(server);
    await until(() => fresh.socket.closed);
    release();
    await closed;
    expect(bodies(busy)).toEqual(['{}']);
  });

  it.each([
    ['sends nothing', ''],
    ['stops in the middle', requestOf('{"a":1}').slice(0, -2)],
  ])('that %s is node’s after a while, which has its own patience', async (_what, bytes) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { open, hasRead } = await serverThat();
    const client = await open();
    if (bytes) client.socket.write(bytes);
    await hasRead(bytes.length);
    vi.advanceTimersByTime(12_000);
    client.socket.write(bytes ? '1}' : requestOf('{}'));
    await count(client, 1);
    expect(who(client)).toEqual(['node']);
  });

  describe('whose client does not read', () => {
    const LONG = 'x'.repeat(20_000_000);
    const long = async () => replyTo(LONG);
    const isTaken = (client: Client) => until(() => client.text.length > LONG.length);

    it('is answered nothing else, so that answers don’t pile up in memory', async () => {
      const answer = vi.fn(long);
      const { open, hasRead } = await serverThat(answer);
      const client = await open();
      client.socket.pause();
      client.socket.write(requestOf('1'));
      await until(() => answer.mock.calls.length === 1);
      client.socket.write(requestOf('2'));
      await hasRead(2 * requestOf('1').length);
      expect(answer).toHaveBeenCalledTimes(1);
      client.socket.resume();
      await isTaken(client);
      await until(() => who(client).length === 2);
      expect(bodies(client)[1]).toBe('2');
    });

    it('goes on for as long as the client takes', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
      const { open, answered } = await serverThat(long);
      const client = await open();
      client.socket.pause();
      client.socket.write(requestOf('1'));
      await until(() => answered.mock.calls.length === 1);
      vi.advanceTimersByTime(100_000);
      client.socket.resume();
      await isTaken(client);
      expect(client.isOver).toBe(false);
    });

    it('still gives it its answer when the server leaves', async () => {
      const { open, answered, whole } = await serverThat(long);
      const client = await open();
      client.socket.pause();
      client.socket.write(requestOf('1'));
      await until(() => answered.mock.calls.length === 1);
      whole.close();
      client.socket.resume();
      await until(() => client.isOver);
      expect(bodies(client)[0]?.length).toBe(LONG.length);
    });
  });

  it('that is not used for longer than its client was told is ended', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { open } = await serverThat();
    const client = await open();
    client.socket.write(requestOf('{}'));
    await count(client, 1);
    vi.advanceTimersByTime(60_000);
    client.socket.write(requestOf('{}'));
    await count(client, 2);
    vi.advanceTimersByTime(68_000);
    await until(() => client.socket.closed);
  });
});
