import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** `Date` inside, ISO 8601 in UTC with milliseconds outside. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => toDate(value).toISOString(),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

/** A safe integer (at most 2⁵³ − 1 in size): GraphQL's Int ends at 2³¹ − 1, which is too little for money. */
export const minorUnitsScalar = new GraphQLScalarType<number, number>({
  name: 'MinorUnits',
  serialize: (value) => toSafeInteger(value),
  parseValue: (value) => toSafeInteger(value),
  parseLiteral: (node) => toSafeInteger(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function toDate(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(String(value));
  if (Number.isNaN(date.getTime())) throw new TypeError(`not an instant: ${String(value)}`);
  return date;
}

function parseInstant(value: unknown): Date {
  const date = typeof value === 'string' && ISO_INSTANT.test(value) ? new Date(value) : undefined;
  if (date && !Number.isNaN(date.getTime())) return date;
  throw badInput('DateTime must be an ISO 8601 instant such as 2030-01-31T12:00:00.000Z');
}

function toSafeInteger(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw badInput('MinorUnits must be a whole number of minor units, such as 1999 for 19.99');
}

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
