import type { Tree } from '../plan/run.ts';

/** How far the text of an answer is read. */
export type Cursor = { readonly text: string; at: number };

/** Reads what is expected at the cursor. Undefined when something else is there. */
export type Read = (cursor: Cursor) => unknown;

/** A part of an object. @returns whether it is there. */
export type ReadPart = (cursor: Cursor, tree: Tree) => boolean;

/** What a group of an expression holds: a value for the tree, or text that goes on to the client as it is. */
export type Group = { readonly key: string; readonly isText: boolean };

export const objectReader =
  (typename: string | undefined, parts: readonly ReadPart[]): Read =>
  (cursor) => {
    const tree: Tree = typename === undefined ? {} : { __typename: typename };
    for (const readPart of parts) if (!readPart(cursor, tree)) return undefined;
    return tree;
  };

/** @param expression is sticky; `groups` are its groups. */
export const textPart =
  (expression: RegExp, groups: readonly Group[]): ReadPart =>
  (cursor, tree) => {
    expression.lastIndex = cursor.at;
    const found = expression.exec(cursor.text);
    if (!found) return false;
    cursor.at = expression.lastIndex;
    for (let index = 0; index < groups.length; index++) {
      const { key = '', isText } = groups[index] ?? {};
      const text = found[index + 1] ?? '';
      tree[key] = isText ? text : parsed(text);
    }
    return true;
  };

export const valuePart =
  (key: string, read: Read): ReadPart =>
  (cursor, tree) => {
    const value = read(cursor);
    tree[key] = value;
    return value !== undefined;
  };

const BACKSLASH = '\\';
const QUOTE = 34;

const parsed = (text: string): unknown =>
  text.charCodeAt(0) === QUOTE && !text.includes(BACKSLASH) ? text.slice(1, -1) : JSON.parse(text);

export const nullOr =
  (read: Read): Read =>
  (cursor) => {
    if (!cursor.text.startsWith('null', cursor.at)) return read(cursor);
    cursor.at += 'null'.length;
    return null;
  };

const [COMMA, OPENING, CLOSING] = [44, 91, 93];

export const listOf =
  (read: Read): Read =>
  (cursor) => {
    const { text } = cursor;
    if (text.charCodeAt(cursor.at) !== OPENING) return undefined;
    cursor.at += 1;
    const items: unknown[] = [];
    if (text.charCodeAt(cursor.at) === CLOSING) {
      cursor.at += 1;
      return items;
    }
    for (;;) {
      const item = read(cursor);
      if (item === undefined) return undefined;
      items.push(item);
      const next = text.charCodeAt(cursor.at);
      cursor.at += 1;
      if (next === CLOSING) return items;
      if (next !== COMMA) return undefined;
    }
  };

/** By what an object says it is; each reader begins at the object again. */
export const byTypename = (readers: ReadonlyMap<string, Read>): Read => {
  const typename = /\{"__typename":"(\w+)"/y;
  return (cursor) => {
    typename.lastIndex = cursor.at;
    const name = typename.exec(cursor.text)?.[1];
    return name === undefined ? undefined : readers.get(name)?.(cursor);
  };
};
