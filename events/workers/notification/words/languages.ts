import { en } from './en.ts';
import { ro } from './ro.ts';
import type { Words } from './words.ts';

/** Another language is another file of words, and a line here. */
export const words = { en, ro } as const satisfies Record<string, Words>;

export type Language = keyof typeof words;
