import { type GraphQLOutputType, getNamedType, isAbstractType, isLeafType, isListType, isNonNullType } from 'graphql';
import { isInherited } from '../plan/ownKeys.ts';
import type { Text } from '../plan/shaping.ts';
import { placesBelow } from './clientPlaces.ts';
import { PartsBuilder } from './partsBuilder.ts';
import { anyValue, verbatimValue } from './patterns.ts';
import { type AskedField, type AskedObject, askedFields, type Reading, selectedBelow } from './reading.ts';
import { byTypename, listOf, nullOr, objectReader, type Read } from './textReaders.ts';

/** A reader for an object of which some goes on as it is, and some is needed by later fetches or stays here. */
export function compileObject(object: AskedObject, reading: Reading): Read | undefined {
  const { type, client, path } = object;
  if (!client?.isSure && !reading.suppliers.isSettled(path)) return undefined;
  const { fields } = askedFields(object, reading);
  if (fields.some(({ key }) => isInherited(key))) return undefined;
  const builder = new PartsBuilder();
  builder.add('\\{');
  const verbatim = new Verbatim(builder, object, reading);
  for (const [index, field] of fields.entries()) {
    const prefix = `${index === 0 ? '' : ','}"${field.key}":`;
    if (verbatim.add(prefix, field)) continue;
    verbatim.end();
    builder.add(prefix);
    if (!addValue(builder, field, object, reading)) return undefined;
  }
  verbatim.end();
  builder.add('\\}');
  const parts = builder.finish();
  return parts && objectReader(fields.some(({ key }) => key === '__typename') ? type.name : undefined, parts);
}

/** Fields that follow each other in the answer as they do in the response are one text. */
class Verbatim {
  readonly #builder: PartsBuilder;
  readonly #object: AskedObject;
  readonly #reading: Reading;
  #text: Text | undefined;
  #next = -1;

  constructor(builder: PartsBuilder, object: AskedObject, reading: Reading) {
    this.#builder = builder;
    this.#object = object;
    this.#reading = reading;
  }

  /** @returns whether clients get the field as it is. */
  add(prefix: string, field: AskedField): boolean {
    const pattern = verbatimValue(field, this.#object, this.#reading);
    const { seen, key, path, type } = field;
    const { client } = this.#object;
    if (pattern === undefined || !seen || !client) return false;
    // The first of them may have another name for clients: its name is none of the text.
    const goesOn = this.#text && seen.index === this.#next && seen.key === key;
    if (!goesOn) this.end();
    this.#builder.add(prefix);
    if (!goesOn) this.#text = this.#reading.texts.begin(client, seen);
    if (!goesOn && this.#text) this.#builder.beginText(this.#text.key);
    if (this.#text) this.#text.fields += 1;
    this.#next = seen.index + 1;
    if (type && this.#reading.suppliers.isNeeded(path)) this.#builder.capture(key, pattern);
    else this.#builder.add(pattern);
    return true;
  }

  end(): void {
    if (this.#text) this.#builder.endText();
    this.#text = undefined;
  }
}

/** @returns whether it can be read at all. */
function addValue(builder: PartsBuilder, field: AskedField, object: AskedObject, reading: Reading): boolean {
  const { key, type, seen } = field;
  if (type && seen && !isLeafType(getNamedType(type))) {
    const read = compileNamed(field, type, object, reading);
    if (read) builder.read(key, wrapped(type, read));
    return read !== undefined;
  }
  const pattern = anyValue(field, object, reading);
  if (pattern === undefined) return false;
  // What an object is, its reader knows.
  if (type) builder.capture(key, pattern);
  else builder.add(pattern);
  return true;
}

function compileNamed(field: AskedField, type: GraphQLOutputType, { client }: AskedObject, reading: Reading) {
  const { key, seen } = field;
  const readers = new Map<string, Read>();
  for (const place of client && seen ? placesBelow(client, key, seen, reading.wanted) : []) {
    const below = selectedBelow(field, place.type.name, reading, place);
    const read = below && compileObject(below, reading);
    if (read) readers.set(place.type.name, read);
  }
  const [only] = readers.values();
  return only && isAbstractType(getNamedType(type)) ? byTypename(readers) : only;
}

/** With the lists of the type around it, and null where that may be. */
function wrapped(type: GraphQLOutputType, read: Read): Read {
  const inner = isNonNullType(type) ? type.ofType : type;
  const bare = isListType(inner) ? listOf(wrapped(inner.ofType, read)) : read;
  return isNonNullType(type) ? bare : nullOr(bare);
}
