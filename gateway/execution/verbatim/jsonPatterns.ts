import {
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';

/**
 * Regular expressions for JSON as servers write it: without spaces. At each place the next character alone decides how a
 * pattern goes on, so that one that fails has been nowhere twice: the time is linear in the text, whatever is in it.
 */
const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"`;
/** Where a number ends. */
const END = String.raw`(?![\d.eE])`;
/** What a double holds to the last digit; others, and exponents, are nobody's hurry. */
const WHOLE = String.raw`(?:0|-?[1-9]\d{0,14})${END}`;
const NUMBER = String.raw`-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?${END}`;
const BOOLEAN = '(?:true|false)';

const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['String', STRING],
  ['ID', `(?:${STRING}|${WHOLE})`],
  ['Int', WHOLE],
  ['Float', NUMBER],
  ['Boolean', BOOLEAN],
]);

/** A value that the type has; of a scalar that is not built in, one that is no list and no object. */
export function leafPattern(type: GraphQLLeafType): string {
  if (isEnumType(type))
    return `"(?:${type
      .getValues()
      .map(({ name }) => name)
      .join('|')})"`;
  return BUILT_IN.get(type.name) ?? `(?:${STRING}|${NUMBER}|${BOOLEAN})`;
}

/** A pattern with the lists of a type around it, and null where that may be. */
export function wrappedPattern(
  type: GraphQLOutputType,
  patternOf: (named: GraphQLNamedType & GraphQLOutputType) => string | undefined,
): string | undefined {
  const isNullable = !isNonNullType(type);
  const inner = isNonNullType(type) ? type.ofType : type;
  const pattern = isListType(inner) ? listPattern(wrappedPattern(inner.ofType, patternOf)) : patternOf(inner);
  return isNullable && pattern !== undefined ? `(?:${pattern}|null)` : pattern;
}

/** The item is written once: a list of lists would have it four times otherwise. */
const listPattern = (item: string | undefined): string | undefined =>
  item && String.raw`\[(?:${item}(?:,(?!\])|(?=\])))*\]`;
