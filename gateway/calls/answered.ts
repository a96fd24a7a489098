import { headersIn } from './responseHead.ts';

/** A whole answer. */
export class Answered {
  readonly status: number;
  readonly text: string;
  readonly #head: string;

  /** @param head status line and headers, as they came. */
  constructor(status: number, text: string, head: string) {
    this.status = status;
    this.text = text;
    this.#head = head;
  }

  /** By their names in lower case. Read at each look, since few are interested. */
  get headers(): Readonly<Record<string, string>> {
    return headersIn(this.#head);
  }
}
