import { transportError } from './errors.ts';

export type Transport = {
  /** The gateway's GraphQL address. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
};

type Operation = { readonly text: string; readonly name: string | undefined };

type Request = {
  readonly operation: Operation;
  readonly variables: unknown;
  readonly accept: string;
  readonly token: string | undefined;
  /** Where a stream goes on. */
  readonly cursor?: string | undefined;
  /** All that may end it. */
  readonly signal: AbortSignal;
};

/**
 * Sends one operation, once.
 *
 * @throws ShopError UNAVAILABLE (NO_ANSWER) when nobody answers; what the signal was aborted with.
 */
export async function post({ url, fetch }: Transport, request: Request): Promise<Response> {
  const { operation, variables, accept, token, cursor, signal } = request;
  const headers = {
    accept,
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(cursor !== undefined && { 'last-event-id': cursor }),
  };
  const body = JSON.stringify({ query: operation.text, operationName: operation.name, variables });
  try {
    return await fetch(url, { method: 'POST', headers, body, signal });
  } catch (error) {
    throw lost(error, signal);
  }
}

/** What it means that a request, or the reading of its answer, failed with this. */
export function lost(error: unknown, signal: AbortSignal): unknown {
  return signal.aborted ? signal.reason : transportError('NO_ANSWER', 'the shop can not be reached', true, error);
}
