import type { AnswerStore } from './answerStore.ts';
import type { ChangeIndex } from './changeIndex.ts';
import type { Change, Tag } from './changes.ts';
import type { Freshness } from './freshness.ts';

/** A subgraph as the cache sees it: what was asked of it in an earlier epoch no longer counts. */
export type Source = { readonly name: string; epoch: number };

/** An answer that is kept, or one that is on its way. */
export type Answer = {
  readonly key: string;
  readonly source: Source;
  readonly epoch: number;
  readonly tags: readonly Tag[];
  /** When it was asked for, in milliseconds of the cache's clock. */
  readonly askedAt: number;
  /** JSON; empty until it is there. */
  text: string;
  freshUntil: number;
  /** The same for everybody; otherwise it is for callers without credentials only. */
  isPublic: boolean;
  /** Something has changed since it was asked for. */
  isOld: boolean;
};

type Parts = {
  readonly store: AnswerStore<Answer>;
  readonly index: ChangeIndex<Answer>;
  /** Nothing is kept longer, in milliseconds. */
  readonly mostMs: number;
  readonly now: () => number;
  /** False while changes may be missed. */
  readonly mayKeep: () => boolean;
};

/** What an entry costs beside its texts, roughly: the object, its tags and its places in two indexes. */
const ENTRY_BYTES = 400;

/**
 * Answers by key. Whoever asks a subgraph calls `begin` before and `keep` after: what changes in between makes the answer
 * old on its way, so that it is not kept.
 */
export class AnswerCache {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param since answers that were asked for before are left aside. */
  find(key: string, since: number): Answer | undefined {
    const { store, now } = this.#parts;
    const answer = store.get(key);
    if (!answer) return undefined;
    if (answer.freshUntil <= now() || answer.epoch !== answer.source.epoch) {
      store.delete(key);
      return undefined;
    }
    return answer.askedAt >= since ? answer : undefined;
  }

  begin(key: string, source: Source, tags: readonly Tag[]): Answer {
    const { index, now } = this.#parts;
    const asked = { key, source, epoch: source.epoch, tags, askedAt: now() };
    const answer = { ...asked, text: '', freshUntil: 0, isPublic: false, isOld: false };
    index.add(answer);
    return answer;
  }

  /** @returns whether it is kept. */
  keep(answer: Answer, text: string, { ms, scope }: Freshness): boolean {
    const { store, mostMs, now, mayKeep } = this.#parts;
    const { key, askedAt } = answer;
    const isNewest = (store.peek(key)?.askedAt ?? 0) <= askedAt;
    if (answer.isOld || answer.epoch !== answer.source.epoch || !isNewest || !mayKeep()) return this.#leave(answer);
    Object.assign(answer, { text, isPublic: scope === 'public', freshUntil: now() + Math.min(ms, mostMs) });
    // A character takes one byte or two.
    return store.set(key, answer, 2 * (key.length + text.length) + ENTRY_BYTES) || this.#leave(answer);
  }

  /** The answer did not come, or may not be kept. */
  abandon(answer: Answer): void {
    this.#leave(answer);
  }

  /** @returns how many answers are old now. */
  drop(changes: readonly Change[]): number {
    const touched = changes.flatMap((change) => this.#parts.index.touchedBy(change));
    for (const answer of touched) this.#drop(answer);
    return touched.length;
  }

  /** Everything, also what is on its way. */
  clear(sources: Iterable<Source>): void {
    for (const source of sources) source.epoch += 1;
    this.#parts.store.clear();
  }

  #drop(answer: Answer): void {
    const { store } = this.#parts;
    answer.isOld = true;
    if (store.peek(answer.key) === answer) store.delete(answer.key);
    else this.#leave(answer);
  }

  #leave(answer: Answer): false {
    this.#parts.index.remove(answer);
    return false;
  }
}
