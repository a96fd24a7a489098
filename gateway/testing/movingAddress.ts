import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { localUrl } from '#kernel/http.ts';

/** An address that stays while the processes behind it change, as a load balancer's does. Goes with the test. */
export async function movingAddress(first: number) {
  let port = first;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const gateway = connect(port, '127.0.0.1');
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    for (const [one, other] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      one.on('error', () => other.destroy()).once('close', () => other.destroy());
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  return {
    url: localUrl(own),
    /** Cuts everybody off. */
    cut,
    moveTo: (next: number) => {
      port = next;
    },
  };
}
