const LINE_FEED = 10;
/** Of a size with its extensions, or of a trailer. */
const MOST_LINE = 4_096;

/** Takes a chunked body apart (RFC 9112, section 7.1), whatever the pieces it comes in. Extensions and trailers are skipped. */
export class Chunks {
  readonly #take: (piece: Buffer) => void;
  #left = 0;
  #line = '';
  #reading: 'size' | 'data' | 'end of data' | 'trailers' | 'nothing' = 'size';

  /** @param take gets pieces of the body. They are views: whoever keeps one copies it. */
  constructor(take: (piece: Buffer) => void) {
    this.#take = take;
  }

  get isDone(): boolean {
    return this.#reading === 'nothing';
  }

  /** @returns where it stopped: before the end only if the body ended there. @throws Error for what are no chunks. */
  read(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && this.#reading !== 'nothing') {
      at = this.#reading === 'data' ? this.#readData(bytes, at, end) : this.#readLine(bytes, at, end);
    }
    return at;
  }

  #readData(bytes: Buffer, at: number, end: number): number {
    const until = Math.min(end, at + this.#left);
    this.#take(bytes.subarray(at, until));
    this.#left -= until - at;
    if (this.#left === 0) this.#reading = 'end of data';
    return until;
  }

  #readLine(bytes: Buffer, at: number, end: number): number {
    const found = bytes.indexOf(LINE_FEED, at);
    const until = found === -1 || found >= end ? end : found + 1;
    this.#line += bytes.toString('latin1', at, until);
    if (this.#line.length > MOST_LINE) throw new Error('a line of a chunk that is too long');
    if (this.#line.endsWith('\n')) {
      if (!this.#line.endsWith('\r\n')) throw new Error('a line of a chunk without its end');
      this.#endLine(this.#line.slice(0, -2));
      this.#line = '';
    }
    return until;
  }

  #endLine(line: string): void {
    if (this.#reading === 'trailers') {
      if (line === '') this.#reading = 'nothing';
    } else if (this.#reading === 'end of data') {
      if (line !== '') throw new Error('a chunk that is longer than it said');
      this.#reading = 'size';
    } else {
      const [, digits] = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
      if (digits === undefined) throw new Error('a chunk without a size');
      this.#left = Number.parseInt(digits, 16);
      this.#reading = this.#left === 0 ? 'trailers' : 'data';
    }
  }
}
