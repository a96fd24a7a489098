import {
  type ExecutionResult,
  execute,
  GraphQLError,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { causeOf, formatError, isOurFault } from './formatError.ts';
import { dateTimeScalar } from './scalars.ts';

const wrapped = (originalError: Error) => new GraphQLError(originalError.message, { originalError, path: ['a', 0] });

describe('the one error format', () => {
  it('shows what an error of ours says, with all bad fields and the request id', () => {
    const reasons = [{ param: 'name', message: 'too short' }];
    const error = new AppError('BAD_USER_INPUT', 'INVALID_INPUT', 'name: too short', { reasons });

    expect(formatError(wrapped(error), 'r1')).toEqual({
      message: 'name: too short',
      path: ['a', 0],
      extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_INPUT', retryable: false, reasons, requestId: 'r1' },
    });
  });

  it('says whether trying again may help', () => {
    const { extensions } = formatError(new AppError('UNAVAILABLE', 'AWAY', 'away'), 'r1');

    expect(extensions).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  });

  it.each([
    new AppError('INTERNAL', 'BROKEN_HISTORY', 'secret table name'),
    new Error('password of mongodb://…'),
    new TypeError('x is not a function'),
    'a thrown text',
  ])('tells nothing of what is our fault: %s', (error) => {
    const shown = formatError(error instanceof Error ? wrapped(error) : error, 'r1');

    expect(shown.message).toMatch(/went wrong on our side/);
    expect(shown.extensions).toMatchObject({ code: 'INTERNAL', retryable: false, requestId: 'r1' });
    expect(JSON.stringify(shown)).not.toMatch(/secret|password|function|thrown/);
    expect(isOurFault(error)).toBe(true);
  });

  it('tells of an outage of the database as one, without the words of the driver, and to the operator too', () => {
    const error = new mongoose.mongo.MongoNetworkError('connect ECONNREFUSED 10.0.0.7:27017');

    const shown = formatError(wrapped(error), 'r1');

    expect(shown.extensions).toMatchObject({ code: 'UNAVAILABLE', reason: 'DATABASE_UNAVAILABLE', retryable: true });
    expect(shown.message).not.toMatch(/ECONNREFUSED|10\.0/);
    expect(isOurFault(wrapped(error))).toBe(true);
  });

  it("passes GraphQL's own complaints about a document on", () => {
    const error = new GraphQLError('no such field', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

    expect(formatError(error, 'r1')).toMatchObject({
      message: 'no such field',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', reason: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(isOurFault(error)).toBe(false);
  });

  it('names the variable whose value a scalar refuses', () => {
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: { later: { type: GraphQLString, args: { than: { type: dateTimeScalar } } } },
      }),
    });
    const document = parse('query ($since: DateTime) { later(than: $since) }');
    const { errors = [] } = execute({ schema, document, variableValues: { since: 'soon' } }) as ExecutionResult;

    const { message, extensions } = formatError(errors[0], 'r1');

    expect(message).toMatch(/^DateTime must be .*, not "soon"$/);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_INPUT' });
    expect(extensions).toMatchObject({ reasons: [{ param: 'since', message }] });
  });

  it('finds the cause however often it was wrapped', () => {
    const error = new AppError('NOT_FOUND', 'GONE', 'gone');

    expect(causeOf(wrapped(wrapped(error)))).toBe(error);
  });
});
