import { type Result, resultOf } from './answer.ts';
import { isRefused } from './ask.ts';
import { Connection, type StreamSettings } from './connection.ts';
import { type Document, operationOf } from './documents.ts';
import { ShopError } from './errors.ts';
import { backoffMs, pause } from './pause.ts';
import type { Session } from './session.ts';

export type StreamEvent<Data> = Result<Data> & {
  /** Where the stream goes on behind this event, for `after` of another day; undefined where it can't. */
  readonly cursor: string | undefined;
};

export type FollowOptions = {
  /** Ends the stream: the loop over it throws what the signal was aborted with. */
  readonly signal?: AbortSignal | undefined;
  /** The `cursor` of the last event that was seen, to go on behind it. */
  readonly after?: string | undefined;
  /** Called each time that the stream was cut, before it goes on by itself. */
  readonly onInterrupted?: ((error: ShopError) => void) | undefined;
};

const MOST_BETWEEN_MS = 15_000;
/** New tokens that are refused one after the other are not what is wrong. */
const MOST_REFUSALS = 3;

/**
 * The events of a subscription. When the connection is cut, the gateway restarts or the token ends, it goes on behind the
 * last event: nothing is missing and nothing comes twice, where the shop can tell what followed.
 *
 * @throws ShopError that does not pass by itself.
 */
export async function* follow<Data, Variables>(
  settings: StreamSettings,
  session: Session,
  document: Document<Data, Variables>,
  variables: Variables,
  { signal, after, onInterrupted }: FollowOptions,
): AsyncGenerator<StreamEvent<Data>, void, void> {
  const operation = operationOf(document);
  let cursor = after;
  let failures = 0;
  for (;;) {
    const placed = withPlace(variables, operation.afterVariable, cursor);
    const connection = new Connection(settings, session, { operation, variables: placed, cursor, signal });
    try {
      for await (const { name, data, id } of connection.events()) {
        if (name === 'complete') return;
        const result = resultOf<Data>(data);
        cursor = id ?? cursor;
        failures = 0;
        yield { ...result, cursor };
      }
    } catch (error) {
      failures = connection.ageMs > MOST_BETWEEN_MS ? 1 : failures + 1;
      const interruption = await passing(error, session, connection.token, failures);
      onInterrupted?.(interruption);
      await pause(interruption.retryAfterMs ?? backoffMs(failures, MOST_BETWEEN_MS), signal);
    } finally {
      connection.close();
    }
  }
}

/** A document that says itself where it begins goes on where it was, too. */
const withPlace = (variables: unknown, name: string | undefined, cursor: string | undefined): unknown =>
  name === undefined || cursor === undefined ? variables : { ...(variables as object), [name]: cursor };

/** @returns an error after which the stream may go on. @throws any other. */
async function passing(
  error: unknown,
  session: Session,
  token: string | undefined,
  failures: number,
): Promise<ShopError> {
  if (!(error instanceof ShopError)) throw error;
  if (error.retryable) return error;
  const mayRenew = isRefused(error) && token !== undefined && failures <= MOST_REFUSALS;
  const next = mayRenew ? await renewed(session, token) : undefined;
  if (next === undefined) throw error;
  return error;
}

/** Where the shop can't be reached just now, the token stays as it is and is refused again. */
async function renewed(session: Session, token: string): Promise<string | undefined> {
  try {
    return await session.renew(token);
  } catch (error) {
    if (error instanceof ShopError && error.retryable) return token;
    throw error;
  }
}
