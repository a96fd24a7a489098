import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { Call } from './call.ts';
import { ResponseReader, type Whole } from './responseReader.ts';

export type Place = { readonly isSecure: boolean; readonly host: string; readonly port: number };

/** Who hears how a connection fares. */
export type Owner = {
  /** It is there. */
  opened(connection: Connection): void;
  /** It can take the next request. */
  freed(connection: Connection): void;
  /** It is no more. @param reason why it could not be opened; undefined for one that was open. */
  ended(connection: Connection, reason: Error | undefined): void;
};

const CONNECT_MS = 10_000;
const PROBED_AFTER_MS = 60_000;
/** An idle connection is used for so long at most. */
const KEPT_MS = 30_000;
/** The other side's clock for its connections began earlier than ours. */
const KEPT_LESS_MS = 1_000;

/** What is read belongs to the callback only while it runs. On Windows reads of several sockets are under way at once. */
const readInto = process.platform === 'win32' ? () => Buffer.allocUnsafe(65_536) : () => shared;
const shared = Buffer.allocUnsafe(65_536);

/** A connection to a subgraph, for one request at a time. */
export class Connection {
  readonly #socket: Socket;
  readonly #owner: Owner;
  readonly #quit = (reason: Error): void => this.destroy(reason);
  #isOpen = false;
  #reason: Error | undefined;
  #call: Call | undefined;
  #reader: ResponseReader | undefined;
  /** When it is too old to be used, on `performance.now()`'s clock. */
  keptUntil = 0;

  constructor(place: Place, owner: Owner) {
    this.#owner = owner;
    this.#socket = open(place, (bytes, length) => this.#read(bytes, length));
    const timer = setTimeout(() => this.destroy(new Error('no connection in time')), CONNECT_MS).unref();
    this.#socket
      .once(place.isSecure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        this.#isOpen = true;
        this.keptUntil = performance.now() + KEPT_MS;
        owner.opened(this);
      })
      .on('error', (error) => {
        this.#reason ??= error;
      })
      .once('end', () => {
        this.keptUntil = 0;
      })
      .once('close', () => {
        clearTimeout(timer);
        this.#closed();
      });
  }

  run(call: Call): void {
    this.#call = call;
    this.#reader = new ResponseReader();
    call.quit = this.#quit;
    if (typeof call.bytes === 'string') this.#socket.write(call.bytes);
    else this.#socket.write(call.bytes);
  }

  destroy(reason?: Error): void {
    this.#reason ??= reason;
    this.keptUntil = 0;
    this.#socket.destroy();
  }

  #read(bytes: Buffer, length: number): void {
    // Nobody asked for it, so whatever else comes can't be told apart from an answer.
    if (!this.#reader) return void this.destroy(new Error('an answer that nobody asked for'));
    let whole: Whole | undefined;
    try {
      whole = this.#reader.read(bytes, length);
    } catch (error) {
      return void this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
    if (whole) this.#finish(whole);
  }

  #finish({ answered, isKept, keptMs = Number.POSITIVE_INFINITY }: Whole): void {
    const call = this.#call;
    this.#call = undefined;
    this.#reader = undefined;
    const usableMs = Math.min(KEPT_MS, keptMs - KEPT_LESS_MS);
    // A request that was answered before it was sent is still on its way.
    if (isKept && usableMs > 0 && this.#socket.writableLength === 0 && !this.#socket.destroyed) {
      this.keptUntil = performance.now() + usableMs;
      this.#owner.freed(this);
    } else this.destroy();
    call?.answer(answered);
  }

  #closed(): void {
    if (this.#call && this.#reader && this.#reason === undefined) this.#finishByEnd(this.#call, this.#reader);
    const reason = this.#reason ?? new Error('the connection was closed');
    this.#call?.fail(reason);
    this.#owner.ended(this, this.#isOpen ? undefined : reason);
  }

  #finishByEnd(call: Call, reader: ResponseReader): void {
    try {
      call.answer(reader.finish().answered);
    } catch (error) {
      this.#reason = error instanceof Error ? error : new Error(String(error));
    }
  }
}

function open({ isSecure, host, port }: Place, read: (bytes: Buffer, length: number) => void): Socket {
  const onread = {
    buffer: readInto(),
    callback: (length: number, bytes: Uint8Array) => {
      read(bytes as Buffer, length);
      return true;
    },
  };
  const options = { host, port, onread, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBED_AFTER_MS };
  if (!isSecure) return connect(options);
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return connectSecurely({ ...options, ...servername, ALPNProtocols: ['http/1.1'] });
}
