import { LRUCache } from 'lru-cache';

/** Where answers are kept. The one not asked for longest goes first when there is no room. */
export type AnswerStore<Answer> = {
  get(key: string): Answer | undefined;
  /** As `get`, but not counted as being asked for. */
  peek(key: string): Answer | undefined;
  /** @param bytes how much it counts. @returns false when it is larger than the whole room, and so not kept. */
  set(key: string, answer: Answer, bytes: number): boolean;
  delete(key: string): void;
  clear(): void;
  bytes(): number;
  count(): number;
};

/** Why an answer is no longer kept: there was no room for it, or it was dropped or replaced. */
export type Gone = 'evicted' | 'removed';

/** In the memory of this process. @param onGone is told of each answer that leaves, before whoever made it leave goes on. */
export function memoryAnswers<Answer extends object>(
  maxBytes: number,
  onGone: (answer: Answer, why: Gone) => void,
): AnswerStore<Answer> {
  const kept = new LRUCache<string, Answer>({
    maxSize: maxBytes,
    dispose: (answer, _key, reason) => onGone(answer, reason === 'evict' ? 'evicted' : 'removed'),
  });
  return {
    get: (key) => kept.get(key),
    peek: (key) => kept.peek(key),
    set: (key, answer, size) => kept.set(key, answer, { size }).peek(key) === answer,
    delete: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    bytes: () => kept.calculatedSize,
    count: () => kept.size,
  };
}
