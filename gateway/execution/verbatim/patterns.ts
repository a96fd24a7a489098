import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { placesBelow } from './clientPlaces.ts';
import { leafPattern, wrappedPattern } from './jsonPatterns.ts';
import { type AskedField, type AskedObject, askedFields, type Reading, selectedBelow } from './reading.ts';

/** A pattern of a value that clients get just as it is in the answer. Undefined where they don't. */
export function verbatimValue(field: AskedField, object: AskedObject, reading: Reading): string | undefined {
  const { seen, type, path } = field;
  const { suppliers, fetch, wanted } = reading;
  const { client } = object;
  if (!seen || !client || !suppliers.isSole(path, fetch.node)) return undefined;
  if (!type) return `"${object.type.name}"`;
  if (isLeafType(getNamedType(type))) return leaves(type);
  if (suppliers.isNeeded(path)) return undefined;
  const places = placesBelow(client, field.key, seen, wanted);
  return wrappedPattern(type, (named) =>
    oneOf(
      named,
      places.map((place) => {
        const below = selectedBelow(field, place.type.name, reading, place);
        return below && verbatimObject(below, reading);
      }),
    ),
  );
}

/** An object of which clients want all that is asked, in the same order and under the same names. */
function verbatimObject(object: AskedObject, reading: Reading): string | undefined {
  const { fields, wantedCount } = askedFields(object, reading);
  if (fields.length !== wantedCount) return undefined;
  return objectPattern(fields, (field, index) => {
    const isSame = field.seen?.index === index && field.seen.key === field.key;
    return isSame ? verbatimValue(field, object, reading) : undefined;
  });
}

/** A pattern of a value that is read as JSON. */
export function anyValue(field: AskedField, object: AskedObject, reading: Reading): string | undefined {
  const { type } = field;
  if (!type) return `"${object.type.name}"`;
  if (isLeafType(getNamedType(type))) return leaves(type);
  return wrappedPattern(type, (named) => {
    const types = isAbstractType(named) ? reading.asked.schema.getPossibleTypes(named) : [named];
    return oneOf(
      named,
      types.map(({ name }) => {
        const below = selectedBelow(field, name, reading, undefined);
        return below && objectPattern(askedFields(below, reading).fields, (each) => anyValue(each, below, reading));
      }),
    );
  });
}

const leaves = (type: GraphQLOutputType): string | undefined =>
  wrappedPattern(type, (named) => (isLeafType(named) ? leafPattern(named) : undefined));

function objectPattern(
  fields: readonly AskedField[],
  patternOf: (field: AskedField, index: number) => string | undefined,
): string | undefined {
  const members: string[] = [];
  for (const [index, field] of fields.entries()) {
    const pattern = patternOf(field, index);
    if (pattern === undefined) return undefined;
    members.push(`"${field.key}":${pattern}`);
  }
  return `\\{${members.join(',')}\\}`;
}

/** What objects of an abstract type are must be the first that they say: then one look tells which pattern it is. */
function oneOf(named: GraphQLNamedType, patterns: readonly (string | undefined)[]): string | undefined {
  const known = patterns.filter((pattern) => pattern !== undefined);
  if (known.length < patterns.length || known.length === 0) return undefined;
  if (isObjectType(named)) return known[0];
  return known.every((pattern) => pattern.startsWith('\\{"__typename":')) ? `(?:${known.join('|')})` : undefined;
}
