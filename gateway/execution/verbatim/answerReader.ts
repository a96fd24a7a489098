import type { Tree } from '../plan/run.ts';
import type { ReadAnswer } from './readAnswer.ts';
import { type Cursor, listOf, nullOr, type Read } from './textReaders.ts';

/** Expressions keep where they have been while they run, which is in proportion to the text. */
const MOST_CHARACTERS = 4_000_000;
/** So many misses in a row, and a subgraph is taken for one that writes in another manner: then only some answers are tried. */
const MOST_MISSES = 20;
const TRIED_EVERY = 100;

export const rootReader = (read: Read): ReadAnswer => answerReader('{"data":', read, '}', (data) => data as Tree);

/** @param read reads one entity; of those that are not known there is null. */
export const entitiesReader = (read: Read): ReadAnswer =>
  answerReader('{"data":{"_entities":', listOf(nullOr(read)), '}}', (entities) => ({ _entities: entities }));

function answerReader(opening: string, read: Read, closing: string, dataOf: (value: unknown) => Tree): ReadAnswer {
  let misses = 0;
  return (text) => {
    if (text.length > MOST_CHARACTERS) return undefined;
    misses += 1;
    if (misses > MOST_MISSES && misses % TRIED_EVERY !== 0) return undefined;
    const cursor: Cursor = { text, at: opening.length };
    const value = text.startsWith(opening) ? read(cursor) : undefined;
    if (value === undefined || !isEnd(text, cursor.at, closing)) return undefined;
    misses = 0;
    return dataOf(value);
  };
}

/** Some servers end with a line break. */
const isEnd = (text: string, at: number, closing: string): boolean =>
  text.startsWith(closing, at) && text.slice(at + closing.length).trim() === '';
