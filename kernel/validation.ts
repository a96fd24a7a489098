import type { z } from 'zod';
import { AppError } from './errors.ts';

/**
 * The input as `schema` describes it. A rule without words of its own is told in ours.
 *
 * @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad fields at once.
 */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input, { error: wordsOf });
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => ({ message, param: path.join('.') }));
  const fields = reasons.map(({ param, message }) => `${param || 'input'}: ${message}`).join('; ');
  throw new AppError('BAD_USER_INPUT', 'INVALID_INPUT', fields, { reasons });
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** What is to be changed, for people. Undefined leaves the validator's own words. */
export const wordsOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'too_small':
      return boundWords(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return boundWords(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_type':
      return typeWords(issue);
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return FORMATS[issue.format];
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `must not have ${issue.keys.join(', ')}`;
    default:
      return undefined;
  }
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  url: 'must be a URL',
  uuid: 'must be an id',
  datetime: 'must be an instant, such as 2030-01-31T12:00:00Z',
};

const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'item', set: 'item' };

function boundWords(issue: Issue, bound: unknown, how: string): string {
  const unit = UNITS[String('origin' in issue ? issue.origin : '')];
  if (!unit) return `must be ${how} ${bound instanceof Date ? bound.toISOString() : String(bound)}`;
  return `must have ${how} ${String(bound)} ${unit}${Number(bound) === 1 ? '' : 's'}`;
}

function typeWords(issue: Issue & { code: 'invalid_type' }): string {
  if (issue.input === undefined || issue.input === null) return 'must be given';
  return issue.expected === 'int' ? 'must be a whole number' : `must be a ${issue.expected}`;
}
