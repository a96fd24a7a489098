import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { freePort, requireFreePort } from './ports.ts';

it('names a port that is taken, and what wanted it', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());

  await expect(requireFreePort(port, 'orders')).rejects.toThrow(`port ${port} (orders) is taken`);
});

it('tells an address that this machine does not have from a port that is taken', async () => {
  // An address for documentation (RFC 5737), which no machine has.
  await expect(requireFreePort(4000, 'gateway', '192.0.2.1')).rejects.toThrow(
    "gateway can't listen on 192.0.2.1, port 4000 (EADDRNOTAVAIL): change HOST or PORT_BASE",
  );
});
