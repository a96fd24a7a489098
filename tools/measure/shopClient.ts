import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { messageOf } from '#kernel/errors.ts';

type GraphqlError = { readonly message: string; readonly extensions?: { readonly retryable?: boolean } };
type Answer<Data> = { readonly data?: Data | null; readonly errors?: readonly GraphqlError[] };

const TIMEOUT_MS = 180_000;
const ATTEMPTS = 30;
const AGAIN_MS = 4_000;

/** The shop says that the same may succeed when it is asked again. */
class AskedTooMuch extends Error {
  override readonly name = 'AskedTooMuch';
}

/** Nobody was there, or the connection broke before there was an answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * A crowd outside the shop, behind one pool of connections: a browser each would cost this machine more than the shop
 * itself.
 */
export class ShopClient {
  readonly #url: string;
  readonly #connections: Agent;

  constructor(url: string, connections = 500) {
    this.#url = url;
    this.#connections = new Agent({ connections, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  }

  /** @throws Error when the answer has errors; AskedTooMuch when they are retryable; NoAnswer. */
  async ask<Data>(document: string, variables: object, accessToken?: string): Promise<Data> {
    const { data, errors } = await this.#post<Data>(document, variables, accessToken);
    if (data && !errors) return data;
    const message = `the shop answered with errors: ${JSON.stringify(errors)}`;
    throw errors?.every(({ extensions }) => extensions?.retryable) ? new AskedTooMuch(message) : new Error(message);
  }

  /** Asks again where the shop has no time to answer. Only for what is repeatable. @throws Error. */
  async askPatiently<Data>(document: string, variables: object, accessToken?: string): Promise<Data> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.ask<Data>(document, variables, accessToken);
      } catch (error) {
        if (attempt === ATTEMPTS || !(error instanceof AskedTooMuch)) throw error;
        await pause(AGAIN_MS * Math.random());
      }
    }
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  async #post<Data>(query: string, variables: object, accessToken: string | undefined): Promise<Answer<Data>> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
    const { body } = await request(this.#url, {
      method: 'POST',
      headers: { ...headers, ...authorization },
      body: JSON.stringify({ query, variables }),
      dispatcher: this.#connections,
    }).catch((cause: unknown) => {
      throw new NoAnswer(`no answer from ${this.#url}: ${messageOf(cause)}`, { cause });
    });
    return (await body.json()) as Answer<Data>;
  }
}
