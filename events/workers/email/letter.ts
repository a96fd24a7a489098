/** One row of a table: what it is, and its value ready to be read. */
export type Fact = { readonly label: string; readonly value: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'items'; readonly items: readonly Fact[]; readonly total: Fact };

/** A mail before it takes form: plain words, nothing escaped. HTML and text are made from the same blocks. */
export type Letter = {
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  readonly greeting: string;
  readonly blocks: readonly Block[];
  readonly footer: string;
};
