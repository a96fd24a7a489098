import { type Result, resultIn } from './answer.ts';
import { type Document, operationOf } from './documents.ts';
import { ShopError, transportError } from './errors.ts';
import { backoffMs, pause } from './pause.ts';
import { lost, post, type Transport } from './post.ts';
import type { Session } from './session.ts';

export type AskOptions = {
  readonly signal?: AbortSignal | undefined;
};

type Settings = Transport & {
  /** How long one attempt may take. */
  readonly timeoutMs: number;
  /** How often a query is sent again. */
  readonly retries: number;
};

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';
const MOST_BETWEEN_MS = 5_000;

/**
 * Sends an operation, without anybody's token, once.
 *
 * @param whole whether an answer with something missing is a failure.
 */
export async function askOnce<Data, Variables>(
  settings: Settings,
  document: Document<Data, Variables>,
  variables: Variables,
  { token, whole, signal }: AskOptions & { readonly token: string | undefined; readonly whole: boolean },
): Promise<Result<Data>> {
  const clock = AbortSignal.timeout(settings.timeoutMs);
  const either = signal ? AbortSignal.any([clock, signal]) : clock;
  const operation = operationOf(document);
  const request = { operation, variables, accept: ACCEPT, token, signal: either };
  const result = await readOnce<Data>(settings, request, clock);
  const [first, ...more] = result.faults;
  if (whole && first) throw new ShopError([first, ...more], { data: result.data });
  return result;
}

async function readOnce<Data>(
  settings: Settings,
  request: Parameters<typeof post>[1],
  clock: AbortSignal,
): Promise<Result<Data>> {
  try {
    return await resultIn<Data>(await post(settings, request));
  } catch (error) {
    if (error instanceof ShopError) throw error;
    const failure = lost(error, request.signal);
    // A caller's own signal may be a timeout, too.
    if (clock.aborted && failure === clock.reason)
      throw transportError('TIMED_OUT', `no answer within ${settings.timeoutMs} ms`, true, failure);
    throw failure;
  }
}

/** Does something with the access token, and once more with the next one when the shop refuses it before it does anything. */
export async function withToken<Done>(
  session: Session,
  attempt: (token: string | undefined) => Promise<Done>,
): Promise<Done> {
  const token = await session.accessToken();
  try {
    return await attempt(token);
  } catch (error) {
    const next = token !== undefined && isRefused(error) ? await session.renew(token) : undefined;
    if (next === undefined) throw error;
    return attempt(next);
  }
}

/** Refused as a whole: whatever has data was run. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ShopError && error.code === 'UNAUTHENTICATED' && error.data === undefined;

/** Sends an operation for whoever is signed in. Queries that may succeed later are sent again; nothing else ever is. */
export async function ask<Data, Variables>(
  settings: Settings,
  session: Session,
  document: Document<Data, Variables>,
  variables: Variables,
  { signal, whole }: AskOptions & { readonly whole: boolean },
): Promise<Result<Data>> {
  const mostFailures = operationOf(document).kind === 'query' ? settings.retries : 0;
  for (let failures = 1; ; failures += 1) {
    try {
      return await withToken(session, (token) => askOnce(settings, document, variables, { token, whole, signal }));
    } catch (error) {
      if (failures > mostFailures || !(error instanceof ShopError && error.retryable)) throw error;
      await pause(error.retryAfterMs ?? backoffMs(failures, MOST_BETWEEN_MS), signal);
    }
  }
}
