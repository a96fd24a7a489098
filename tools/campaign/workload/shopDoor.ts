import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';

type GraphqlError = {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly reason?: string; readonly retryable?: boolean };
};
type Body<Data> = { readonly data?: Data | null; readonly errors?: readonly GraphqlError[] };

export type Answered<Data> = { readonly kind: 'answered'; readonly data: Data };
/** The shop has decided, and asking again would change nothing. */
export type Refused = { readonly kind: 'refused'; readonly code: string; readonly reason: string };
/** Nobody knows whether it happened: the connection broke, time ran out, or the shop says that it can't say. */
export type Unanswered = { readonly kind: 'unanswered' };

export type Question = {
  readonly document: string;
  readonly variables: object;
  readonly accessToken?: string;
};

type Patience = {
  /** How often the same is asked again before it stays unanswered. */
  readonly tries: number;
  /** The customer goes home: what was asked is still waited for, nothing is asked again. */
  readonly signal: AbortSignal;
};

/** Longer than the gateway waits for a subgraph; a proxy that passes nothing on must not hold a customer for ever. */
const TIMEOUT_MS = 15_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** The shop as its customers reach it: all gateways, over connections that are kept. */
export class ShopDoor {
  readonly urls: readonly string[];
  readonly #connections: Agent;
  #turn = 0;

  constructor(urls: readonly string[], connections = 256) {
    this.urls = urls;
    this.#connections = new Agent({ connections, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  }

  /** Asks once, at whichever gateway is next. */
  async ask<Data>(question: Question): Promise<Answered<Data> | Refused | Unanswered> {
    const body = await this.#post<Data>(question).catch(() => undefined); // whatever broke: there is no answer
    if (!body) return { kind: 'unanswered' };
    if (body.data && !body.errors) return { kind: 'answered', data: body.data };
    return errorOf(body.errors ?? []);
  }

  /** Asks until there is an answer, with growing pauses, as somebody does whose request is safe to repeat. */
  async askPatiently<Data>(question: Question, { tries, signal }: Patience) {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.ask<Data>(question);
      if (answer.kind !== 'unanswered' || attempt >= tries || signal.aborted) return answer;
      const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
      await sleep(longest * (0.5 + Math.random() / 2), signal);
    }
  }

  nextUrl(): string {
    this.#turn += 1;
    return this.urls[this.#turn % this.urls.length] ?? '';
  }

  /** What is being answered is still waited for. */
  close(): Promise<void> {
    return this.#connections.close();
  }

  async #post<Data>({ document: query, variables, accessToken }: Question): Promise<Body<Data>> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
    const { body } = await request(this.nextUrl(), {
      method: 'POST',
      headers: { ...headers, ...authorization },
      body: JSON.stringify({ query, variables }),
      dispatcher: this.#connections,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return (await body.json()) as Body<Data>; // what is no JSON rejects, and the documents are ours
  }
}

function errorOf(errors: readonly GraphqlError[]): Refused | Unanswered {
  const final = errors.find(({ extensions }) => extensions?.retryable !== true);
  if (!final && errors.length > 0) return { kind: 'unanswered' };
  const { code = 'NO_CODE', reason = final?.message ?? 'an answer without data' } = final?.extensions ?? {};
  return { kind: 'refused', code, reason };
}

/** Ends early, without an error, when the signal does. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);
