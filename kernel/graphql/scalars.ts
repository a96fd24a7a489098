import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** `Date` inside, ISO 8601 in UTC with milliseconds outside. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => toDate(value).toISOString(),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined, print(node)),
});

/** A safe integer (at most 2⁵³ − 1 in size): GraphQL's Int ends at 2³¹ − 1, which is too little for money. */
export const minorUnitsScalar = new GraphQLScalarType<number, number>({
  name: 'MinorUnits',
  serialize: (value) => toSafeInteger(value),
  parseValue: (value) => toSafeInteger(value),
  parseLiteral: (node) => toSafeInteger(node.kind === Kind.INT ? Number(node.value) : undefined, print(node)),
});

function toDate(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(String(value));
  if (Number.isNaN(date.getTime())) throw new TypeError(`not an instant: ${String(value)}`);
  return date;
}

function parseInstant(value: unknown, written = JSON.stringify(value)): Date {
  const [text, day] = (typeof value === 'string' && ISO_INSTANT.exec(value)) || [];
  const date = new Date(text ?? Number.NaN);
  if (day && isDay(`${day}T00:00:00.000Z`) && isShowable(date)) return date;
  throw badInput('DateTime must be an ISO 8601 instant such as 2030-01-31T12:00:00.000Z', written);
}

/** `Date` takes the 30th of February for the 2nd of March. */
function isDay(midnight: string): boolean {
  const date = new Date(midnight);
  return isShowable(date) && date.toISOString() === midnight;
}

/** Its year in UTC has four digits, as every instant that goes out. */
const isShowable = (date: Date): boolean => !Number.isNaN(date.getTime()) && date.toISOString().length === 24;

function toSafeInteger(value: unknown, written = JSON.stringify(value)): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw badInput('MinorUnits must be a whole number of minor units, such as 1999 for 19.99', written);
}

const MOST_SHOWN = 60;

/** With what was written, so that it is found among other values: a scalar doesn't know the name of its field. */
function badInput(rule: string, written: string | undefined): GraphQLError {
  const shown = (written ?? 'nothing').slice(0, MOST_SHOWN);
  return new GraphQLError(`${rule}, not ${shown}`, { extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_INPUT' } });
}
