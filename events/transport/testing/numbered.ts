import type { Message } from '../transport.ts';

/** `count` messages over some keys, numbered within each key. */
export const numbered = (topic: string, keys: readonly string[], count: number, from = 0): Message[] =>
  Array.from({ length: count }, (_, index) => {
    const key = keys[index % keys.length] ?? '';
    return { topic, key, value: `${key}#${from + Math.floor(index / keys.length)}`, headers: {} };
  });

export const keysNamed = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index}`);
