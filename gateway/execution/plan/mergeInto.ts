import { isInherited, ownValue, setOwn } from './ownKeys.ts';
import { isTree, type Tree } from './run.ts';
import type { IsOfType } from './typeConditions.ts';

/**
 * Adds what a later fetch found. Lists of one length are the same list, item by item; anything else is replaced, but by no
 * object. What an object is only ever gets narrower: a subgraph with an interface object knows less about it than others.
 */
export function mergeInto(target: Tree, source: Tree, isOfType: IsOfType): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    if (isInherited(key)) setOwn(target, key, merged(ownValue(target, key), value, isOfType));
    else {
      const known = target[key];
      if (known === undefined) target[key] = value;
      else if (key !== '__typename' || !isOfType(known, String(value))) target[key] = merged(known, value, isOfType);
    }
  }
}

function merged(known: unknown, value: unknown, isOfType: IsOfType): unknown {
  if (isTree(value)) {
    if (isTree(known)) mergeInto(known, value, isOfType);
    // In the place of a leaf or a list one of two subgraphs breaks its schema; what is there already may have been a key.
    return known ?? value;
  }
  if (!Array.isArray(known) || !Array.isArray(value) || known.length !== value.length) return value;
  for (const [index, item] of value.entries()) known[index] = merged(known[index], item, isOfType);
  return known;
}

/** For an answer that goes to several places, or is somebody else's. */
export function copyOf<Value>(value: Value): Value;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isTree(value)) return value;
  const copy: Tree = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copyOf(value[key]));
  return copy;
}
