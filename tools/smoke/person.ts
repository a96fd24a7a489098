import { type Client, createClient } from 'graphql-ws';
import { StoryFailure } from './failure.ts';
import { Stream } from './stream.ts';

type Variables = Record<string, unknown>;
type GraphqlError = {
  readonly message: string;
  readonly extensions?: { code?: string; reason?: string; requestId?: string };
};
type Answer<Data> = { readonly data?: Data | null; readonly errors?: readonly GraphqlError[] };

const TIMEOUT_MS = 30_000;

/** Somebody outside the shop, with nothing but its address and perhaps an access token. */
export class Person {
  readonly url: string;
  readonly #accessToken: string | undefined;
  #sockets: Client | undefined;

  constructor(url: string, accessToken?: string) {
    this.url = url;
    this.#accessToken = accessToken;
  }

  /** @throws StoryFailure when the answer has errors. */
  async ask<Data>(document: string, variables: Variables = {}): Promise<Data> {
    const { data, errors } = await this.#post<Data>(document, variables);
    if (errors || !data) throw new StoryFailure('an answer without errors', (errors ?? []).map(inOneLine).join('; '));
    return data;
  }

  /** The first error of an operation that has to fail. @throws StoryFailure when it doesn't. */
  async refusalOf(document: string, variables: Variables = {}): Promise<{ code: string; reason: string }> {
    const answer = await this.#post<unknown>(document, variables);
    const { code = '', reason = '' } = answer.errors?.[0]?.extensions ?? {};
    if (!answer.errors) throw new StoryFailure('an error', answer.data);
    return { code, reason };
  }

  /** Subscribes over WebSocket. */
  watch<Data>(document: string, variables: Variables = {}): Stream<Data> {
    this.#sockets ??= createClient({
      url: this.url.replace(/^http/, 'ws'),
      connectionParams: this.#headers(),
      retryAttempts: 0,
    });
    return new Stream<Data>(this.#sockets, document, variables);
  }

  async leave(): Promise<void> {
    await this.#sockets?.dispose();
  }

  #headers(): Record<string, string> {
    return this.#accessToken === undefined ? {} : { authorization: `Bearer ${this.#accessToken}` };
  }

  async #post<Data>(query: string, variables: Variables): Promise<Answer<Data>> {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...this.#headers() };
    const body = JSON.stringify({ query, variables });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(this.url, { method: 'POST', headers, body, signal }).catch((error: unknown) => {
      throw new StoryFailure(
        `an answer from ${this.url}`,
        `${error instanceof Error ? (error.cause ?? error) : error}`,
      );
    });
    const text = await response.text();
    try {
      return JSON.parse(text) as Answer<Data>;
    } catch {
      throw new StoryFailure(`GraphQL in JSON from ${this.url}`, `HTTP ${response.status} ${text.slice(0, 200)}`);
    }
  }
}

const inOneLine = ({ message, extensions: { code, reason, requestId } = {} }: GraphqlError): string =>
  `${code} ${reason}: ${message} (request ${requestId})`;
