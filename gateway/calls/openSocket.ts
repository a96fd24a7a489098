import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely, type SecureContext } from 'node:tls';
import { lookupAny } from '#kernel/lookupAny.ts';

export type Place = {
  readonly isSecure: boolean;
  readonly host: string;
  readonly port: number;
  /** Whom to believe there; by default whom Node believes. */
  readonly trust?: SecureContext | undefined;
};

const PROBED_AFTER_MS = 60_000;
const READ_BYTES = 65_536;
/** All that is there in one go, as a rule. */
const SHARED_BYTES = 262_144;

/** What was read is looked at before anything else is read, except on Windows: there reads are under way side by side. */
const shared = process.platform === 'win32' ? undefined : Buffer.allocUnsafe(SHARED_BYTES);

/** @param read gets bytes that are its own only while it runs: no stream, and no memory for each piece. */
export function openSocket(
  { isSecure, host, port, trust }: Place,
  read: (bytes: Buffer, length: number) => void,
): Socket {
  const buffer = shared ?? Buffer.allocUnsafe(READ_BYTES);
  const callback = (length: number) => {
    read(buffer, length);
    return true;
  };
  const common = { noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBED_AFTER_MS };
  const options = { ...common, host, port, lookup: lookupAny, onread: { buffer, callback } };
  if (!isSecure) return connect(options);
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return connectSecurely({ ...options, ...servername, ALPNProtocols: ['http/1.1'], secureContext: trust });
}
