import { createServer } from 'node:net';
import { AppError } from '#kernel/errors.ts';

const LOCAL = '127.0.0.1';

/** A port that nobody listens on at this moment. */
export const freePort = (): Promise<number> => tryToListen(0, LOCAL);

/** @throws AppError UNAVAILABLE (PORT_TAKEN). */
export async function requireFreePort(port: number, wantedBy: string, host = LOCAL): Promise<void> {
  await tryToListen(port, host).catch((error: unknown) => {
    const message = `port ${port} (${wantedBy}) is taken: stop what listens there, or set PORT_BASE to move all ports`;
    throw new AppError('UNAVAILABLE', 'PORT_TAKEN', message, { cause: error });
  });
}

function tryToListen(wanted: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      server.close(() => resolve(port));
    });
  });
}

/** An address to listen on everywhere is no address to call. */
export const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? LOCAL : host);
