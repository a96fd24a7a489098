import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProxy } from './proxy.ts';
import { textAddress } from './rewrite.ts';

/** A callee that says everything back, behind a proxy. */
async function echoBehindProxy() {
  const server = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy = await startProxy({ name: 'test→echo', port, address: textAddress });
  onTestFinished(async () => {
    await proxy.close();
    server.close();
  });
  const open = async (): Promise<Socket> => {
    const socket = connect({ port: proxy.port, host: '127.0.0.1' });
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  return { proxy, port, open };
}

async function said(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [chunk] = await once(socket, 'data');
  return String(chunk);
}

describe('a link', () => {
  it('passes everything on, and the end too', async () => {
    const { open } = await echoBehindProxy();
    const socket = await open();

    expect(await said(socket, 'hello')).toBe('hello');
    socket.end();
    await once(socket, 'end');
  });

  it('puts its own address in the place of the callee’s', async () => {
    const { open, port, proxy } = await echoBehindProxy();
    const socket = await open();

    expect(await said(socket, `me: 127.0.0.1:${port}.`)).toBe(`me: 127.0.0.1:${proxy.port}.`);
  });

  it('waits in both directions when it is slow', async () => {
    const { open, proxy } = await echoBehindProxy();
    const socket = await open();
    proxy.slow(100);
    const startedAt = performance.now();

    await said(socket, 'hello');

    expect(performance.now() - startedAt).toBeGreaterThan(195);
    proxy.heal();
    const healedAt = performance.now();
    await said(socket, 'hello');
    expect(performance.now() - healedAt).toBeLessThan(100);
  });

  it('resets what is open, and what is new, when it is cut', async () => {
    const { open, proxy } = await echoBehindProxy();
    const socket = await open();
    await said(socket, 'hello');
    proxy.cut();

    await expect(said(socket, 'hello')).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
    await expect(open().then((fresh) => said(fresh, 'hello'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    proxy.heal();
    expect(await said(await open(), 'hello')).toBe('hello');
  });

  it('keeps both sides in the dark when it is stalled', async () => {
    const { open, proxy } = await echoBehindProxy();
    const socket = await open();
    await said(socket, 'hello');
    proxy.stall();
    const answer = said(socket, 'are you there?');

    const heard = await Promise.race([answer, once(socket, 'close'), said(await open(), 'new'), silence(200)]);

    expect(heard).toBe('silence');
    proxy.heal();
    expect(await answer).toBe('are you there?');
  });
});

/** Nothing is waited for here but that nothing comes. */
const silence = (ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve('silence'), ms));
