import { createServer } from 'node:net';
import { AppError } from '#kernel/errors.ts';

const HOST = '127.0.0.1';

/** A port that nobody listens on at this moment. */
export const freePort = (): Promise<number> => tryToListen(0);

/** @throws AppError UNAVAILABLE (PORT_TAKEN). */
export async function requireFreePort(port: number, wantedBy: string): Promise<void> {
  await tryToListen(port).catch((error: unknown) => {
    const message = `port ${port} (${wantedBy}) is taken: stop what listens there, or set PORT_BASE to move all ports`;
    throw new AppError('UNAVAILABLE', 'PORT_TAKEN', message, { cause: error });
  });
}

function tryToListen(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      server.close(() => resolve(port));
    });
  });
}
