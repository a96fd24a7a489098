import { z } from 'zod';
import type { Told } from './evidence.ts';

const told = z.looseObject({
  id: z.string(),
  type: z.string(),
  sequence: z.number(),
  data: z.record(z.string(), z.unknown()),
});

/** Undefined for what is no event: poison, or the end of a replay. */
export function eventOf(value: string): Told | undefined {
  try {
    return told.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
