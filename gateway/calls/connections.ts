import type { SecureContext } from 'node:tls';
import type { Answered } from './answered.ts';
import { Call } from './call.ts';
import { Deadlines } from './deadlines.ts';
import { Origin } from './origin.ts';
import type { Pace } from './pace.ts';

export type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Further headers as lines, of whose values the caller is sure. */
  readonly lines?: string;
  readonly body: string;
  readonly isQuery: boolean;
  /** How long requests like this one take; those of which nothing is known never share a connection. */
  readonly pace?: Pace | undefined;
  readonly timeoutMs: number;
};

/** The answer did not come in time, for all we know. */
export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';
}

/** Where requests of one address go, and how they begin. */
type Target = { readonly origin: Origin; readonly opening: string };

const SWEEP_MS = 1_000;
const SWEEP_SHARED_MS = 25;

/**
 * Sends JSON over kept HTTP/1.1 connections, pooled per server. Not by a general client: its streams, signals, timers and
 * parsers cost more than everything else that is done for a request.
 */
export class Connections {
  readonly #targets = new Map<string, Target>();
  readonly #origins = new Map<string, Origin>();
  readonly #deadlines = new Deadlines();
  readonly #pipelining: number;
  readonly #trust: SecureContext | undefined;
  readonly #sweeper: NodeJS.Timeout;

  /**
   * @param pipelining how many queries that leave at the same time may share a connection (HTTP/1.1 pipelining): that saves the
   * system calls that most of the time goes to, but the answer to one waits for those before it. Behind a slow one it waits
   * 50 to 75 ms, and is then sent again.
   * @param trust whom to believe behind `https:`; by default whom Node believes.
   */
  constructor(pipelining = 1, trust?: SecureContext) {
    this.#pipelining = pipelining;
    this.#trust = trust;
    this.#sweeper = setInterval(
      () => {
        const now = performance.now();
        for (const origin of this.#origins.values()) origin.sweep(now);
      },
      pipelining === 1 ? SWEEP_MS : SWEEP_SHARED_MS,
    ).unref();
  }

  /**
   * One POST, from its connection to the last byte within the timeout.
   *
   * @throws NoAnswerInTime; Error for a connection that fails, an answer that is none or too long, and a header that can't be sent.
   */
  post({ url, headers, lines = '', body, isQuery, pace, timeoutMs }: Post): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const { origin, opening } = this.#targetOf(url);
      const known = this.#pipelining > 1 ? pace : undefined;
      const call = new Call({ bytes: bytesOf(opening + lines, headers, body), isQuery, pace: known }, resolve, reject);
      call.release = this.#deadlines.add(timeoutMs, () =>
        call.abort(new NoAnswerInTime(`no answer within ${timeoutMs} ms`)),
      );
      origin.send(call);
    });
  }

  close(): void {
    clearInterval(this.#sweeper);
    for (const origin of this.#origins.values()) origin.close();
  }

  #targetOf(url: string): Target {
    const known = this.#targets.get(url);
    if (known) return known;
    const { protocol, host, hostname, port, pathname, search } = new URL(url);
    const isSecure = protocol === 'https:';
    const place = {
      isSecure,
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (isSecure ? 443 : 80)),
      trust: this.#trust,
    };
    const key = `${protocol}//${host}`;
    const origin = this.#origins.get(key) ?? new Origin(place, this.#pipelining);
    this.#origins.set(key, origin);
    const opening =
      `POST ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n` +
      'content-type: application/json\r\naccept: application/json\r\n';
    const target = { origin, opening };
    this.#targets.set(url, target);
    return target;
  }
}

/** What no value may have in it: it would be more than a value. */
const UNFIT = /[^\t\u0020-\u007e\u0080-\u00ff]/;
/** By name, what was looked at last: one operation sends the same to several subgraphs. Names are the gateway's own. */
const fit = new Map<string, string>();

function bytesOf(opening: string, headers: Post['headers'], body: string): string | Buffer {
  let lines = '';
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    if (fit.get(name) !== value) {
      if (UNFIT.test(value)) throw new Error(`${name} has a value that can't be sent`);
      fit.set(name, value);
    }
    lines += `${name}: ${value}\r\n`;
  }
  const length = Buffer.byteLength(body);
  const head = `${opening}${lines}content-length: ${length}\r\n\r\n`;
  // A header is Latin-1, a body UTF-8: one string where the body is ASCII, which is the same in both.
  return length === body.length ? head + body : Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
}
