import mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { isOutage } from './isOutage.ts';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError } = mongoose.mongo;

const bulkError = (error: object) => Reflect.construct(MongoBulkWriteError, [error, undefined]);

it.each([
  ['a broken connection', new MongoNetworkError('connection 3 to 10.0.0.7:27017 closed')],
  ['a connection that ended as a command was written', Object.assign(new Error('ended'), { code: 'EPIPE' })],
  ['a connection that breaks in a bulk write', bulkError(new MongoNetworkError('connection 8 closed'))],
  ['a server that shuts down', new MongoServerError({ message: 'interrupted at shutdown', code: 11_600 })],
  ['a server that is no primary any more', new MongoServerError({ message: 'not primary', code: 10_107 })],
  ['a conflict of transactions', new MongoServerError({ message: 'x', errorLabels: ['TransientTransactionError'] })],
  ['another service that is away', new AppError('UNAVAILABLE', 'SERVICE_UNREACHABLE', 'away')],
])('%s passes', (_what, error) => expect(isOutage(error)).toBe(true));

it.each([
  ['a duplicate key', new MongoServerError({ message: 'E11000', code: 11_000 })],
  ['a duplicate key in a bulk write', bulkError({ message: 'E11000', code: 11_000, writeErrors: [{ code: 11_000 }] })],
  ['a refusal', new AppError('REFUSED', 'NO', 'no')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['anything thrown', 'a text'],
])('%s does not pass by itself', (_what, error) => expect(isOutage(error)).toBe(false));
