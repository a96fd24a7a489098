import mongoose from 'mongoose';
import { AppError } from '../errors.ts';

const {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoNotConnectedError,
} = mongoose.mongo;
/** What MongoDB's driver says of failures that another try may heal. */
const PASSING = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError', 'ResetPool'];
/**
 * A server that is shutting down or is no longer the primary; reads get no label for it.
 * https://github.com/mongodb/specifications/blob/master/source/server-discovery-and-monitoring/server-discovery-and-monitoring.md#not-writable-primary-and-node-is-recovering
 */
const STATE_CHANGES: readonly unknown[] = [91, 189, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436];

/** Whether something that the work needs is away for now, so that the work itself is not to blame. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'UNAVAILABLE';
  if (!(error instanceof MongoError)) return false;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  // The driver hides a broken connection in it: a server that had answered would have said what it refuses.
  if (error instanceof MongoBulkWriteError && error.code === undefined && [error.writeErrors].flat().length === 0)
    return true;
  if (error instanceof MongoServerError && STATE_CHANGES.includes(error.code)) return true;
  return error instanceof MongoNotConnectedError || PASSING.some((label) => error.hasErrorLabel(label));
}
