/**
 * @typedef {{ message: string, extensions?: { code?: string, reason?: string } }} GraphqlError
 * @typedef {{ headers(): Promise<Record<string, string>>, renew(): Promise<boolean>, end(why: string): void }} Session
 */

/** What the shop refused, with the stable code that it gave for it. */
export class Refusal extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** What to tell a person of a failure. @param {unknown} error */
export const wordsOf = (error) =>
  error instanceof Refusal ? `${error.code}: ${error.message}` : 'The gateway does not answer.';

/**
 * Asks the gateway in the name of whoever is signed in. A token that has ended is renewed once; without a session left,
 * the page asks to sign in again.
 *
 * @param {Session} session
 */
export function makeShop(session) {
  /**
   * @param {string} path
   * @param {RequestInit} [init]
   * @returns {Promise<Response>}
   */
  const send = async (path, init = {}) => {
    const once = async () => fetch(path, { ...init, headers: { ...init.headers, ...(await session.headers()) } });
    const response = await once();
    if (response.status !== 401) return response;
    return (await session.renew()) ? once() : response;
  };

  return {
    /**
     * One operation, whole or not at all.
     *
     * @template Data
     * @param {string} query
     * @param {Record<string, unknown>} [variables]
     * @returns {Promise<Data>}
     * @throws {Refusal}
     */
    async ask(query, variables = {}) {
      const body = JSON.stringify({ query, variables });
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const response = await send('/graphql', { method: 'POST', headers, body });
      const { data, errors } = await response.json();
      if (errors) throw refusalOf(errors);
      return data;
    },

    /**
     * One of the console's own facts.
     *
     * @param {string} path
     * @param {AbortSignal} [signal]
     * @returns {Promise<Response>}
     * @throws {Refusal}
     */
    async read(path, signal) {
      const response = await send(path, signal ? { signal } : {});
      if (response.ok) return response;
      const { errors } = await response.json();
      const refusal = refusalOf(errors);
      if (response.status === 403) session.end(refusal.message);
      throw refusal;
    },
  };
}

/** @typedef {ReturnType<typeof makeShop>} Shop */

/** @param {GraphqlError[]} errors */
export function refusalOf([first]) {
  const { code = 'INTERNAL', reason } = first?.extensions ?? {};
  return new Refusal(reason ?? code, first?.message ?? 'it did not work');
}
