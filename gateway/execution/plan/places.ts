import type { ResponsePath } from '@apollo/query-planner';
import { ownValue } from './ownKeys.ts';
import { clientPath } from './plannerNames.ts';
import { isTree, type Path, type Tree } from './run.ts';

/** One step of a plan's path: a key, or each item of a list; and of what is there only these types, if it says so. */
type Leg = { readonly key: string | undefined; readonly types: ReadonlySet<string> | undefined };

/** Where a fetch puts its answers. */
export type Place = {
  /** All objects there, in order. */
  objectsIn(root: Tree): Tree[];
  /** The same with their paths, for errors. */
  pathsIn(root: Tree): Map<object, Path[]>;
  /** For an error of the whole fetch: clients can't follow "each item", so it points at the first list. Empty at the root. */
  readonly list: Path;
};

export function compilePlace(path: ResponsePath): Place {
  const legs = path.filter((leg) => leg !== '').map((leg) => legOf(String(leg)));
  const firstList = legs.findIndex(({ key }) => key === undefined);
  const keys = legs.slice(0, firstList === -1 ? legs.length : firstList);
  return {
    objectsIn: (root) => {
      const objects: Tree[] = [];
      collect(root, legs, 0, objects);
      return objects;
    },
    pathsIn: (root) => {
      const paths = new Map<object, Path[]>();
      collectPaths(root, legs, [], paths);
      return paths;
    },
    list: clientPath(keys.flatMap(({ key }) => (key === undefined ? [] : [key]))),
  };
}

/** The planner writes `@` for each item of a list, and `key|[A,B]` or `@|[A,B]` where only some types are meant. */
export function legOf(text: string): Leg {
  const [, name = text, types] = /^([^|]*)(?:\|\[(.*)\])?$/.exec(text) ?? [];
  return { key: name === '@' || name === '' ? undefined : name, types: types ? new Set(types.split(',')) : undefined };
}

function collect(value: unknown, legs: readonly Leg[], at: number, objects: Tree[]): void {
  const leg = legs[at];
  if (!leg) {
    if (isTree(value)) objects.push(value);
  } else if (leg.key === undefined) {
    if (!Array.isArray(value)) return;
    for (const item of value) if (isMeant(item, leg)) collect(item, legs, at + 1, objects);
  } else if (isTree(value)) {
    const below = ownValue(value, leg.key);
    if (isMeant(below, leg)) collect(below, legs, at + 1, objects);
  }
}

function collectPaths(value: unknown, legs: readonly Leg[], path: Path, paths: Map<object, Path[]>): void {
  const [leg, ...rest] = legs;
  if (!leg) {
    if (isTree(value)) paths.set(value, [...(paths.get(value) ?? []), path]);
  } else
    for (const [key, below] of stepsInto(value, leg)) collectPaths(below, rest, [...path, ...clientPath([key])], paths);
}

function stepsInto(value: unknown, leg: Leg): (readonly [string | number, unknown])[] {
  if (leg.key !== undefined) return isTree(value) ? [[leg.key, ownValue(value, leg.key)] as const] : [];
  return Array.isArray(value) ? [...value.entries()].filter(([, item]) => isMeant(item, leg)) : [];
}

const isMeant = (value: unknown, { types }: Leg): boolean =>
  !types || Array.isArray(value) || (isTree(value) && types.has(String(value['__typename'])));
