import { LRUCache } from 'lru-cache';
import type { Outcome } from '../execution/plan/compilePlan.ts';
import type { Snapshot } from '../execution/snapshot.ts';
import type { Answer, AnswerCache } from './answerCache.ts';

/** What the answer to a query was made of. */
export class Trail {
  readonly parts: Answer[] = [];
  /** Everything in it is kept, and the same for everybody. */
  isWhole = true;
}

type Response = { readonly outcome: Outcome; readonly parts: readonly Answer[] };

/** What one costs beside its texts and its parts, roughly. */
const RESPONSE_BYTES = 300;

/** V8 keeps the pieces that a text was put together of, which are far more than the text, until somebody looks into it. */
const inOnePiece = (text: string): string => (text.charCodeAt(0) > 0 ? text : '');

/** Whole answers to queries, each as good as long as all of its parts are kept: what drops one of these drops it, too. */
export class Responses {
  readonly #cache: AnswerCache;
  readonly #kept: LRUCache<string, Response>;
  /** Texts mean something else with another supergraph. */
  #snapshot: Snapshot | undefined;

  constructor(cache: AnswerCache, maxBytes: number) {
    this.#cache = cache;
    this.#kept = new LRUCache({ maxSize: maxBytes });
  }

  /** @param since parts that were asked for before are not for this caller. */
  find(snapshot: Snapshot, key: string, since: number): Response | undefined {
    if (snapshot !== this.#snapshot) return undefined;
    const known = this.#kept.get(key);
    if (!known) return undefined;
    // Asked for one by one, so that they are not the first to go.
    return known.parts.every((part) => this.#cache.find(part.key, since) === part) ? known : undefined;
  }

  keep(snapshot: Snapshot, key: string, outcome: Outcome, { parts, isWhole }: Trail): void {
    const { text, errors, broken, standIns } = outcome;
    if (!isWhole || parts.length === 0 || errors.length > 0 || broken.length > 0 || standIns) return;
    if (snapshot !== this.#snapshot) this.#kept.clear();
    this.#snapshot = snapshot;
    const size = 2 * (key.length + text.length) + 8 * parts.length + RESPONSE_BYTES;
    this.#kept.set(key, { outcome: { ...outcome, text: inOnePiece(text) }, parts }, { size });
  }

  bytes(): number {
    return this.#kept.calculatedSize;
  }
}
