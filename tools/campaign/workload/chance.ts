/** 0 ≤ n < 1. */
export type Random = () => number;

/** A source of chance of its own, so that what one customer does depends on no other's timing. mulberry32. */
export function chanceOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const wholeBelow = (random: Random, limit: number): number => Math.floor(random() * limit);

/** One of the weighted choices. */
export function pick<Choice extends string>(random: Random, weights: Readonly<Record<Choice, number>>): Choice {
  const choices = Object.entries(weights) as [Choice, number][]; // keys of a record are what its type says
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  throw new RangeError('nothing to choose from');
}

/** A UUID of the given chance. */
export function uuidOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => wholeBelow(random, 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
