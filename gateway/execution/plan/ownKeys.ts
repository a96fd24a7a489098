import type { Tree } from './run.ts';

/**
 * Clients name response keys, also `constructor` and `__proto__`. `JSON.parse` makes own properties of them; reading and
 * writing one that is not there must not meet what every object inherits.
 */
export const isInherited = (key: string): boolean => key in Object.prototype;

/** The value under a key that may be named like something inherited. */
export const ownValue = (tree: Tree, key: string): unknown => (Object.hasOwn(tree, key) ? tree[key] : undefined);

export function setOwn(tree: Tree, key: string, value: unknown): void {
  if (!isInherited(key)) tree[key] = value;
  else Object.defineProperty(tree, key, { value, configurable: true, enumerable: true, writable: true });
}
