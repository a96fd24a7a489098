import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, type SelectionNode } from 'graphql';
import type { FetchAt } from './fetchesOf.ts';

/** A response key and all below it, whatever types are on the way. */
type Entry = { readonly suppliers: Set<FetchNode>; isNeeded: boolean; readonly below: Map<string, Entry> };

/** Which fetches of a plan answer what, by response keys: lists are no step, and types make no difference. */
export class Suppliers {
  readonly #root = entry();

  constructor(fetches: readonly FetchAt[]) {
    for (const fetch of fetches) this.#add(fetch);
  }

  /** Nothing but this fetch puts anything there or below. */
  isSole(path: readonly string[], fetch: FetchNode): boolean {
    const found = this.#find(path);
    return found !== undefined && isOnly(found, fetch);
  }

  /** A later fetch asks for it, or for something below. */
  isNeeded(path: readonly string[]): boolean {
    const found = this.#find(path);
    return found === undefined || isNeeded(found);
  }

  /** No two fetches say what the object there is: subgraphs may not agree. */
  isSettled(path: readonly string[]): boolean {
    const found = this.#find([...path, '__typename']);
    return found === undefined || found.suppliers.size <= 1;
  }

  #find(path: readonly string[]): Entry | undefined {
    let found: Entry | undefined = this.#root;
    for (const key of path) found = found?.below.get(key);
    return found;
  }

  #add({ node, keys, types, selections, fragments }: FetchAt): void {
    const place = at(this.#root, keys);
    supply(place, selections, { node, fragments });
    for (const path of renamedPaths(node)) at(place, path).suppliers.add(node);
    for (const [index, only] of types.entries()) {
      if (only) at(this.#root, [...keys.slice(0, index + 1), '__typename']).isNeeded = true;
    }
    need(place, node.requires ?? []);
  }
}

function supply(into: Entry, selections: readonly SelectionNode[], by: Pick<FetchAt, 'node' | 'fragments'>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      supply(into, by.fragments.get(selection.name.value)?.selectionSet.selections ?? [], by);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) supply(into, selection.selectionSet.selections, by);
    else {
      const found = at(into, [(selection.alias ?? selection.name).value]);
      found.suppliers.add(by.node);
      supply(found, selection.selectionSet?.selections ?? [], by);
    }
  }
}

/** Where a fetch puts what the planner had it ask for under another key. */
const renamedPaths = ({ outputRewrites = [] }: FetchNode): string[][] =>
  outputRewrites.flatMap((rewrite) => {
    if (rewrite.kind !== 'KeyRenamer') return [];
    const keys = rewrite.path.slice(0, -1).filter((step) => !step.startsWith('... on ') && step !== '_entities');
    return [[...keys, rewrite.renameKeyTo]];
  });

const entry = (): Entry => ({ suppliers: new Set(), isNeeded: false, below: new Map() });

function at(from: Entry, path: readonly string[]): Entry {
  let found = from;
  for (const key of path) {
    const next = found.below.get(key) ?? entry();
    found.below.set(key, next);
    found = next;
  }
  return found;
}

function need(place: Entry, selections: readonly QueryPlanSelectionNode[]): void {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') need(place, selection.selections);
    else {
      const found = at(place, [selection.alias ?? selection.name]);
      found.isNeeded = true;
      need(found, selection.selections ?? []);
    }
  }
}

const isOnly = ({ suppliers, below }: Entry, fetch: FetchNode): boolean =>
  suppliers.size === 1 && suppliers.has(fetch) && [...below.values()].every((each) => isOnly(each, fetch));

const isNeeded = (found: Entry): boolean => found.isNeeded || [...found.below.values()].some(isNeeded);
