/** One row of a table: what it is, and its value ready to be read. */
export type Fact = { readonly label: string; readonly value: string };

/** Where a reader may go. */
export type Link = { readonly label: string; readonly url: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** `sums` stand between the items and the total. */
  | { readonly kind: 'items'; readonly items: readonly Fact[]; readonly sums: readonly Fact[]; readonly total: Fact }
  | { readonly kind: 'button'; readonly link: Link }
  /** To be copied letter by letter. */
  | { readonly kind: 'code'; readonly text: string };

/** A mail before it takes form: plain words, nothing escaped. HTML and text are made from the same blocks. */
export type Letter = {
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  readonly greeting: string;
  readonly blocks: readonly Block[];
  readonly footer: string;
  /** Where mails such as this one are switched off; not there where they can't be. */
  readonly unsubscribe?: Link;
};
