import type { Path } from './run.ts';

/** A promise of the schema that a subgraph did not keep. */
export type Broken = { readonly message: string; readonly path: Path };

/** What writers share while they write one response. */
export type Shaping = {
  /** Where they are. */
  readonly path: (string | number)[];
  readonly broken: Broken[];
  /** Objects that their subgraph knows nothing of: what is missing there is no broken promise. */
  readonly absent: ReadonlySet<object>;
  /** JSON of a root field that asks about the schema. */
  introspected(key: string): string;
};

/** JSON of a value, or `BUBBLE`. */
export type Write = (value: unknown, shaping: Shaping) => string;

/** A null where none may be: whoever holds it is null instead. No JSON is empty. */
export const BUBBLE = '';

/** @param key of a field that is no part of the path yet. */
export function report({ broken, path }: Shaping, message: string, key: string | undefined): void {
  broken.push({ message, path: key === undefined ? [...path] : [...path, key] });
}

/** Text that goes to the client as a subgraph wrote it: under which key an object has it, and for how many fields it stands. */
export type Text = { readonly key: string; fields: number };

/** The place of the response as a whole. */
export const ROOT = '';

/** Places of objects have names: the path with planner's keys and types. Lists are no step. */
export const placeOf = (parent: string, from: string, typename: string): string => `${parent}.${from}<${typename}>`;
