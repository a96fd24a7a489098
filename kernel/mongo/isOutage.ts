import mongoose from 'mongoose';
import { AppError } from '../errors.ts';

const { MongoError, MongoNetworkError, MongoServerSelectionError, MongoNotConnectedError } = mongoose.mongo;
/** What MongoDB's driver says of failures that another try may heal. */
const PASSING = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError', 'ResetPool'];

/** Whether something that the work needs is away for now, so that the work itself is not to blame. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'UNAVAILABLE';
  if (!(error instanceof MongoError)) return false;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  return error instanceof MongoNotConnectedError || PASSING.some((label) => error.hasErrorLabel(label));
}
