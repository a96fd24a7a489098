import { request } from 'undici';
import type { Attempt } from '../domain/retries.ts';
import { makeGuardedAgent, PrivateAddress, requirePublic } from './guardedAgent.ts';

type Post = { readonly url: string; readonly headers: Record<string, string>; readonly body: string | Buffer };

/** One POST to a place that a user named. Never throws. */
export type PostOut = (post: Post) => Promise<Attempt>;

const TOTAL_MS = 15_000;
const MOST_READ_BYTES = 65_536;

/** @param allowPrivate also into our own network: for development and tests. */
export function makePostOut({ allowPrivate }: { allowPrivate: boolean }): PostOut & { close(): Promise<void> } {
  const dispatcher = makeGuardedAgent({ allowPrivate });
  const post: PostOut = async ({ url, headers, body }) => {
    try {
      if (!allowPrivate) requirePublic(new URL(url));
      const signal = AbortSignal.timeout(TOTAL_MS);
      const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal });
      // What it says is of no interest, and may be endless; its status has said all there is to know.
      await answer.body.dump({ limit: MOST_READ_BYTES }).catch(() => undefined);
      return judged(answer.statusCode);
    } catch (error) {
      return { kind: error instanceof PrivateAddress ? 'failed' : 'again', answer: whyNoAnswer(error) };
    }
  };
  return Object.assign(post, { close: () => dispatcher.destroy() });
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'UNKNOWN_HOST',
  EAI_AGAIN: 'UNKNOWN_HOST',
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ETIMEDOUT: 'TIMEOUT',
  UND_ERR_CONNECT_TIMEOUT: 'TIMEOUT',
  UND_ERR_HEADERS_TIMEOUT: 'TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'TIMEOUT',
};

/** In words of ours: those of the libraries change, and may name addresses of our network. */
function whyNoAnswer(error: unknown): string {
  if (error instanceof PrivateAddress) return 'PRIVATE_ADDRESS';
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'TIMEOUT';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|TLS|SSL/.test(code)) return 'TLS_FAILED';
  return WORDS[code] ?? 'CONNECTION_FAILED';
}

/** 404 and 410 end a push subscription (RFC 8030, section 7.3), 410 a webhook (Standard Webhooks). */
function judged(status: number): Attempt {
  const answer = String(status);
  if (status >= 200 && status < 300) return { kind: 'delivered', answer };
  if (status === 404 || status === 410) return { kind: 'gone', answer };
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { kind: 'again', answer };
  return { kind: 'failed', answer };
}
