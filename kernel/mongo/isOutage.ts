import { AppError } from '../errors.ts';

/** What MongoDB's driver says of failures that another try may heal. */
const PASSING = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError', 'ResetPool'];
/**
 * A server that is shutting down or is no longer the primary; reads get no label for it.
 * https://github.com/mongodb/specifications/blob/master/source/server-discovery-and-monitoring/server-discovery-and-monitoring.md#not-writable-primary-and-node-is-recovering
 */
const STATE_CHANGES: readonly unknown[] = [91, 189, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436];
/** What Node says of a connection that broke just now, and the driver hands on as it is: MongoDB died as a command was written. */
const BROKEN_CONNECTION: readonly unknown[] = ['EPIPE', 'ECONNRESET', 'ECONNABORTED'];

/** Whether something that the work needs is away for now, so that the work itself is not to blame. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'UNAVAILABLE';
  if (error instanceof Error && 'code' in error && BROKEN_CONNECTION.includes(error.code)) return true;
  if (!isMongoError(error)) return false;
  if (isA(error, 'MongoNetworkError') || isA(error, 'MongoServerSelectionError')) return true;
  // The driver hides a broken connection in it: a server that had answered would have said what it refuses.
  if (isA(error, 'MongoBulkWriteError') && error.code === undefined && [error.writeErrors].flat().length === 0)
    return true;
  if (isA(error, 'MongoServerError') && STATE_CHANGES.includes(error.code)) return true;
  return isA(error, 'MongoNotConnectedError') || PASSING.some((label) => error.hasErrorLabel(label));
}

type MongoError = Error & {
  readonly code?: unknown;
  readonly writeErrors?: unknown;
  hasErrorLabel(label: string): boolean;
};

const isMongoError = (error: unknown): error is MongoError =>
  error instanceof Error && 'hasErrorLabel' in error && isA(error, 'MongoError');

/** By the names of its classes: the driver takes 25 MB, and a process without a database has no other use for it. */
function isA(error: Error, name: string): boolean {
  for (let found: unknown = error; found instanceof Error; found = Object.getPrototypeOf(found)) {
    if (found.constructor.name === name) return true;
  }
  return false;
}
