/** Something has changed: what was kept of it is dropped. */
export type Change = {
  readonly type: string;
  /** Which one; without it any of the type. */
  readonly id?: string;
  /** What of it; without them all of it. */
  readonly fields?: readonly string[];
};

/** What changes can be about. Answers are told apart by it: too little said here leaves old answers in the cache. */
export type Concerns = {
  /** Type → the field that tells one of them from others in changes; null where changes name none. */
  readonly types: Readonly<Record<string, string | null>>;
  /** Root fields that give the one object whose id is in an argument: other objects' changes don't concern them. */
  readonly lookups: Readonly<Record<string, { readonly argument: string; readonly type: string }>>;
};

/** Whoever hears of changes, such as from domain events. */
export type ChangeSource = {
  readonly concerns: Concerns;
  /** False while changes may not be heard of: the cache is then left alone. */
  isListening(): boolean;
  /** Resolves when no change can be missed. */
  follow(listener: ChangeListener): Promise<void>;
};

export type ChangeListener = {
  /** To be called for each change at once. */
  changed(changes: readonly Change[]): void;
  /** Changes may have been missed: everything is dropped. */
  lost(): void;
};

/** What an answer is made of, as far as changes go. */
export type Tag = {
  readonly type: string;
  /** Undefined where it may be any of the type. */
  readonly id: string | undefined;
  readonly fields: ReadonlySet<string>;
};

export const isTouched = (tags: readonly Tag[], { type, id, fields }: Change): boolean =>
  tags.some(
    (tag) =>
      tag.type === type &&
      (id === undefined || tag.id === undefined || tag.id === id) &&
      (!fields || fields.some((field) => tag.fields.has(field))),
  );
