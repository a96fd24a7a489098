/** One record as it stands in the file, without its line break; `line` is where it begins, from 1. */
export type CsvRecord = { readonly line: number } & ({ readonly text: string } | { readonly problem: string });

const LONGEST = 65_536;
const LINE_BREAK = /\r\n|\n|\r/;

/** Where in a field the reader is: `closed` is behind its last quote, unless another one follows. */
type Place = 'start' | 'plain' | 'quoted' | 'closed';

const TOO_LONG = `must have at most ${LONGEST} characters`;
const NOT_CLOSED = 'has a quote that is not closed';
const STRAY_QUOTE = 'has a quote inside a field that does not begin with one';
const STRAY_TEXT = 'has text between a closing quote and the comma';

/**
 * Cuts CSV (RFC 4180) into records. Where quotes don't fit together, or a record has no end, its first line is a problem
 * and the next line begins anew: one bad line takes no others with it.
 */
export class CsvRecords {
  /** Begins with a record. */
  #text = '';
  /** How much of it was looked at. */
  #seen = 0;
  #line = 1;
  #place: Place = 'start';
  /** A line that was given up has not ended yet. */
  #isSkipping = false;
  /** What may be the first half of a line break. */
  #held = '';

  /** @param isLast whether nothing follows. */
  *read(more: string, isLast: boolean): Generator<CsvRecord> {
    const all = this.#held + more;
    this.#held = all.endsWith('\r') && !isLast ? '\r' : '';
    this.#text += all.slice(0, all.length - this.#held.length);
    while (this.#text !== '') {
      if (this.#isSkipping && !this.#skipLine()) return;
      const found = this.#look() ?? (isLast ? this.#endOfFile() : undefined);
      if (found === undefined) return;
      yield typeof found === 'number' ? this.#cut(found) : this.#giveUp(found);
    }
  }

  /** Where the record ends, or what is wrong with it; undefined when more has to come. */
  #look(): number | string | undefined {
    for (; this.#seen < this.#text.length; this.#seen += 1) {
      const char = this.#text.charAt(this.#seen);
      if (this.#place !== 'quoted' && isLineBreak(char)) return this.#seen;
      const next = placeAfter(this.#place, char);
      if (next === undefined) return this.#misfit();
      if (this.#seen >= LONGEST) return next === 'quoted' ? NOT_CLOSED : TOO_LONG;
      this.#place = next;
    }
    return undefined;
  }

  #endOfFile = (): number | string => (this.#place === 'quoted' ? NOT_CLOSED : this.#text.length);

  /** Behind a line break the quote that seems to be out of place is a good one, and an earlier one was not closed. */
  #misfit(): string {
    if (LINE_BREAK.test(this.#text.slice(0, this.#seen))) return NOT_CLOSED;
    return this.#place === 'plain' ? STRAY_QUOTE : STRAY_TEXT;
  }

  #cut(end: number): CsvRecord {
    const record = { line: this.#line, text: this.#text.slice(0, end) };
    this.#beginAt(end + (this.#text.startsWith('\r\n', end) ? 2 : 1));
    return record;
  }

  #giveUp(problem: string): CsvRecord {
    this.#isSkipping = true;
    return { line: this.#line, problem };
  }

  /** @returns whether the line has ended. */
  #skipLine(): boolean {
    const end = LINE_BREAK.exec(this.#text);
    this.#isSkipping = end === null;
    if (end) this.#beginAt(end.index + end[0].length);
    else this.#text = '';
    return end !== null;
  }

  #beginAt(start: number): void {
    this.#line += this.#text.slice(0, start).split(LINE_BREAK).length - 1;
    this.#text = this.#text.slice(start);
    this.#seen = 0;
    this.#place = 'start';
  }
}

const isLineBreak = (char: string): boolean => char === '\n' || char === '\r';

/** Undefined where no such character may stand. */
function placeAfter(place: Place, char: string): Place | undefined {
  if (place === 'quoted') return char === '"' ? 'closed' : 'quoted';
  if (char === ',') return 'start';
  if (char === '"') return place === 'plain' ? undefined : 'quoted';
  return place === 'closed' ? undefined : 'plain';
}
