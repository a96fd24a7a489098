import type { FetchDataRewrite } from '@apollo/query-planner';
import { ownValue, setOwn } from './ownKeys.ts';
import { isTree, type Tree } from './run.ts';
import type { IsOfType } from './typeConditions.ts';

export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/**
 * What the planner wants changed in what goes to a subgraph (the type's name where the subgraph has an interface object)
 * or comes from it (fields that it was asked for under another name, since their types differ between the types of a list).
 */
export function compileRewrites(rewrites: readonly FetchDataRewrite[], isOfType: IsOfType): Rewrite | undefined {
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, isOfType));
  if (all.length === 0) return undefined;
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, isOfType: IsOfType): Rewrite {
  const key = rewrite.path.at(-1) ?? '';
  const change = rewrite.kind === 'ValueSetter' ? setter(key, rewrite.setValueTo) : renamer(key, rewrite.renameKeyTo);
  return (value) => eachAt(value, rewrite.path.slice(0, -1), isOfType, change);
}

const setter = (key: string, to: unknown) => (tree: Tree) => setOwn(tree, key, to);

const renamer = (key: string, to: string) => (tree: Tree) => {
  const value = ownValue(tree, key);
  if (value === undefined) return;
  setOwn(tree, to, value);
};

function eachAt(value: unknown, path: readonly string[], isOfType: IsOfType, change: (tree: Tree) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) eachAt(item, path, isOfType, change);
  } else if (isTree(value)) {
    const [first, ...rest] = path;
    if (first === undefined) change(value);
    else if (!first.startsWith(FRAGMENT)) eachAt(ownValue(value, first), rest, isOfType, change);
    else if (mayBe(value, first.slice(FRAGMENT.length), isOfType)) eachAt(value, rest, isOfType, change);
  }
}

/** Without a type an object is taken for what the planner expects there. */
const mayBe = ({ __typename: typename }: Tree, condition: string, isOfType: IsOfType): boolean =>
  !typename || isOfType(typename, condition);

/** Renamed keys as clients know them: alias → response key. */
export const renamedKeys = (rewrites: readonly FetchDataRewrite[]): ReadonlyMap<string, string> =>
  new Map(
    rewrites.flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) ?? '', rewrite.renameKeyTo] as const] : [],
    ),
  );
