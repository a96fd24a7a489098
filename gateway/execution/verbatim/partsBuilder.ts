import { type Group, type Read, type ReadPart, textPart, valuePart } from './textReaders.ts';

/** Longer expressions are for nobody's hurry: they take memory and time to compile. */
const MOST_CHARACTERS = 20_000;

/** Puts together what an object is read with: expressions as long as possible, between values that are read by themselves. */
export class PartsBuilder {
  readonly #parts: ReadPart[] = [];
  #source = '';
  #groups: Group[] = [];
  #isTooLong = false;

  add(source: string): void {
    this.#source += source;
  }

  /** What is added from here to `endText` goes on to the client as it is. */
  beginText(key: string): void {
    this.#source += '(';
    this.#groups.push({ key, isText: true });
  }

  endText(): void {
    this.#source += ')';
  }

  /** A value for the tree. */
  capture(key: string, source: string): void {
    this.#source += `(${source})`;
    this.#groups.push({ key, isText: false });
  }

  read(key: string, read: Read): void {
    this.#flush();
    this.#parts.push(valuePart(key, read));
  }

  /** Undefined for what would be too long. */
  finish(): readonly ReadPart[] | undefined {
    this.#flush();
    return this.#isTooLong ? undefined : this.#parts;
  }

  #flush(): void {
    if (this.#source.length > MOST_CHARACTERS) this.#isTooLong = true;
    else this.#parts.push(textPart(new RegExp(this.#source, 'y'), this.#groups));
    this.#source = '';
    this.#groups = [];
  }
}
