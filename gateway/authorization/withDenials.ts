import { formatFailure, Refused } from '../execution/errors.ts';
import { isStream, type Result, type ResultStream } from '../execution/port.ts';
import type { Checked, Prepared, Snapshot } from '../execution/snapshot.ts';
import { readData } from '../execution/written.ts';
import type { Access } from './access.ts';
import { type AuthorizationOptions, unauthorized } from './authorize.ts';
import { completeDenied } from './denials.ts';
import { deniedPaths } from './deniedPaths.ts';

type Given = Pick<AuthorizationOptions, 'mode'> & {
  readonly snapshot: Snapshot;
  readonly checked: Checked;
  readonly prepared: Prepared;
  readonly access: Access;
  readonly requestId: string;
  /** Coerced, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/**
 * Runs what is left of an operation and tells of what was taken away.
 *
 * @throws Refused when all or nothing was asked for, and for a subscription of which nothing is left.
 */
export async function withDenials(
  given: Given,
  run: () => Promise<Result | ResultStream>,
): Promise<Result | ResultStream> {
  const { filtered } = given.prepared;
  if (!filtered) return run();
  const left = filtered.document !== undefined;
  const isSubscription = given.checked.definition.operation === 'subscription';
  if (given.mode === 'reject' || (isSubscription && !left)) {
    throw new Refused(deniedPaths(given.checked, filtered).map((path) => unauthorized(given.access, path)));
  }
  const results = left ? await run() : { data: {} };
  return isStream(results) ? mapped(results, (result) => shown(given, result)) : shown(given, results);
}

const completed = ({ snapshot, checked, prepared, variables }: Given, data: Readonly<Record<string, unknown>>) => {
  const { document, definition: operation } = checked;
  const { filtered } = prepared;
  return filtered
    ? completeDenied({ schema: snapshot.schema, document, operation, filtered, variables }, data)
    : { data, places: [] };
};

function shown(given: Given, result: Result): Result {
  const found = readData(result);
  if (!found) return result;
  const { data, places } = completed(given, found);
  const denials = places.map((path) => formatFailure(unauthorized(given.access, path), given.requestId));
  const errors = [...(result.errors ?? []), ...denials];
  return { ...result, ...(errors.length > 0 && { errors }), data };
}

const mapped = (stream: ResultStream, map: (result: Result) => Result): ResultStream => ({
  next: async () => {
    const { done, value } = await stream.next();
    return done ? { done, value: undefined } : { done: false, value: map(value) };
  },
  return: async () => (await stream.return?.()) ?? { done: true, value: undefined },
  get cursor() {
    return stream.cursor;
  },
  [Symbol.asyncIterator]() {
    return this;
  },
});
