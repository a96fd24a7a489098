import { SubgraphError } from '../errors.ts';
import type { Place } from './places.ts';
import { clientPath } from './plannerNames.ts';
import type { Path, Tree } from './run.ts';

/**
 * Errors of one fetch with their places in the client's response.
 *
 * @param entities the objects behind each representation that was sent; undefined for a fetch of no entities.
 * @param renamed aliases of the planner and what clients know the field as.
 */
export function placedErrors(
  errors: readonly SubgraphError[],
  {
    root,
    place,
    entities,
    renamed,
  }: {
    readonly root: Tree;
    readonly place: Place;
    readonly entities?: readonly (readonly object[])[];
    readonly renamed: ReadonlyMap<string, string>;
  },
): SubgraphError[] {
  let paths: ReadonlyMap<object, readonly Path[]> | undefined;
  const atList = (error: SubgraphError) => (place.list.length > 0 ? error.at(place.list) : withoutPath(error));
  return errors.flatMap((error) => {
    const path = error.path && clientPath(error.path, renamed);
    if (!path) return [atList(error)];
    if (!entities) return [place.list.length > 0 ? error.at(place.list) : error.at(path)];
    const [, index, ...rest] = path;
    const behind = typeof index === 'number' ? entities[index] : undefined;
    if (!behind) return [atList(error)];
    paths ??= place.pathsIn(root);
    const known = paths;
    const places = behind.flatMap((entity) => known.get(entity) ?? []);
    return places.length > 0 ? places.map((at) => error.at([...at, ...rest])) : [atList(error)];
  });
}

/** A path in a subgraph's own response means nothing to clients. */
const withoutPath = ({ message, extensions, hidden }: SubgraphError) =>
  new SubgraphError(message, extensions, undefined, undefined, hidden);
