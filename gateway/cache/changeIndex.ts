import { type Change, isTouched, type Tag } from './changes.ts';

type Tagged = { readonly tags: readonly Tag[] };

type OfType<Item> = { readonly any: Set<Item>; readonly byId: Map<string, Set<Item>> };

/** Finds what a change concerns without a look at everything. */
export class ChangeIndex<Item extends Tagged> {
  readonly #types = new Map<string, OfType<Item>>();

  add(item: Item): void {
    for (const { type, id } of item.tags) {
      const ofType: OfType<Item> = this.#types.get(type) ?? { any: new Set(), byId: new Map() };
      this.#types.set(type, ofType);
      if (id === undefined) ofType.any.add(item);
      else {
        const sameId = ofType.byId.get(id);
        if (sameId) sameId.add(item);
        else ofType.byId.set(id, new Set([item]));
      }
    }
  }

  remove(item: Item): void {
    for (const { type, id } of item.tags) {
      const ofType = this.#types.get(type);
      ofType?.any.delete(item);
      const sameId = id === undefined ? undefined : ofType?.byId.get(id);
      sameId?.delete(item);
      if (id !== undefined && sameId?.size === 0) ofType?.byId.delete(id);
    }
  }

  touchedBy(change: Change): Item[] {
    const ofType = this.#types.get(change.type);
    if (!ofType) return [];
    const { any, byId } = ofType;
    const named = change.id === undefined ? [...byId.values()].flatMap((items) => [...items]) : byId.get(change.id);
    return [...new Set([...any, ...(named ?? [])])].filter(({ tags }) => isTouched(tags, change));
  }
}
