/** A whole number that depends on the parts only (FNV-1a, mixed once more). */
export function hashOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = parts.join('\n');
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export type Random = ReturnType<typeof seeded>;

/** The same sequence for the same seed. */
export function seeded(seed: string) {
  let drawn = 0;
  const next = (below: number): number => hashOf(seed, drawn++) % below;
  return {
    next,
    chance: (percent: number): boolean => next(100) < percent,
    one: <Item>(items: readonly Item[]): Item => {
      const item = items[next(items.length)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    },
  };
}
