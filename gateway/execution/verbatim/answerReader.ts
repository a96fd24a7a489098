import type { Tree } from '../plan/run.ts';
import { type Cursor, listOf, nullOr, type Read } from './textReaders.ts';

/**
 * Reads the answer to a fetch without making objects of all of it. Undefined for an answer that is not just as expected: it is
 * for others to find out what it is.
 */
export type ReadAnswer = (text: string) => Tree | undefined;

/** Expressions keep where they have been while they run, which is in proportion to the text. */
const MOST_CHARACTERS = 4_000_000;
/** A subgraph that writes its answers in another manner is not tried on for ever. */
const MOST_MISSES_MORE = 20;

export const rootReader = (read: Read): ReadAnswer => answerReader('{"data":', read, '}', (data) => data as Tree);

/** @param read reads one entity; of those that are not known there is null. */
export const entitiesReader = (read: Read): ReadAnswer =>
  answerReader('{"data":{"_entities":', listOf(nullOr(read)), '}}', (entities) => ({ _entities: entities }));

function answerReader(opening: string, read: Read, closing: string, dataOf: (value: unknown) => Tree): ReadAnswer {
  let credit = MOST_MISSES_MORE;
  return (text) => {
    if (credit < 0 || text.length > MOST_CHARACTERS) return undefined;
    const cursor: Cursor = { text, at: opening.length };
    const value = text.startsWith(opening) ? read(cursor) : undefined;
    if (value !== undefined && isEnd(text, cursor.at, closing)) {
      if (credit < MOST_MISSES_MORE) credit += 1;
      return dataOf(value);
    }
    credit -= 1;
    return undefined;
  };
}

/** Some servers end with a line break. */
const isEnd = (text: string, at: number, closing: string): boolean =>
  text.startsWith(closing, at) && text.slice(at + closing.length).trim() === '';
