import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';

const LOCAL = '127.0.0.1';
const RELEASE_MS = 2_000;
const POLL_MS = 50;

/** A port that nobody listens on at this moment. */
export const freePort = (): Promise<number> => tryToListen(0, LOCAL);

/** The port of a process that has just ended, whose last threads may hold it a moment longer. */
export async function requireReleasedPort(port: number, wantedBy: string): Promise<void> {
  for (const deadline = Date.now() + RELEASE_MS; Date.now() < deadline; await pause(POLL_MS)) {
    if (await isFree(port)) return;
  }
  await requireFreePort(port, wantedBy);
}

const isFree = (port: number): Promise<boolean> =>
  tryToListen(port, LOCAL).then(
    () => true,
    () => false,
  );

/** @throws AppError UNAVAILABLE (PORT_TAKEN, PORT_REFUSED). */
export async function requireFreePort(port: number, wantedBy: string, host = LOCAL): Promise<void> {
  await tryToListen(port, host).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EADDRINUSE') {
      const message = `port ${port} (${wantedBy}) is taken: stop what listens there, or set PORT_BASE to move all ports`;
      throw new AppError('UNAVAILABLE', 'PORT_TAKEN', message, { cause });
    }
    const message = `${wantedBy} can't listen on ${host}, port ${port} (${cause.code}): change HOST or PORT_BASE`;
    throw new AppError('UNAVAILABLE', 'PORT_REFUSED', message, { cause });
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
