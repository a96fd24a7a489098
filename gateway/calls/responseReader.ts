import { Answered } from './answered.ts';
import { Chunks } from './chunks.ts';
import { type ResponseHead, readHead } from './responseHead.ts';

/** Longer than any answer that a gateway should hold in memory. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_HEAD = 64 * 1024;
const HEAD_END = '\r\n\r\n';

export type Whole = {
  readonly answered: Answered;
  /** Whether the connection is meant to be used again, and how long at most. */
  readonly isKept: boolean;
  readonly keptMs: number | undefined;
  /** Where it ended in the bytes that were read last. */
  readonly end: number;
};

/** Reads the response to one request, whatever the pieces it comes in. One that comes in one piece is copied nowhere. */
export class ResponseReader {
  #headText = '';
  #head: ResponseHead | undefined;
  #before: Buffer | undefined;
  #pieces: Buffer[] | undefined;
  /** Of an answer that says how long it is, as much as is there. */
  #body: Buffer | undefined;
  #size = 0;
  #chunks: Chunks | undefined;

  /**
   * @param bytes belong to somebody else: what is still needed after this call is copied.
   * @returns the answer, once all of it is there. @throws Error for what is no HTTP/1.1 response, and for one that is too long.
   */
  read(bytes: Buffer, from: number, end: number): Whole | undefined {
    return this.#head ? this.#readBody(bytes, from, end, this.#head) : this.#readHead(bytes, from, end);
  }

  /** The connection has ended. @throws Error when the answer is not whole by that. */
  finish(): Whole {
    if (this.#head?.framing !== 'until closed') throw new Error('the connection ended before the answer');
    return this.#whole(this.#head, this.#text(), 0);
  }

  #readHead(bytes: Buffer, start: number, end: number): Whole | undefined {
    const before = this.#before;
    if (before) {
      const all = Buffer.concat([before, bytes.subarray(start, end)]);
      this.#before = undefined;
      const whole = this.#readHead(all, 0, all.length);
      return whole && { ...whole, end: whole.end - before.length + start };
    }
    for (let from = start; ; ) {
      const found = bytes.indexOf(HEAD_END, from, 'latin1');
      const body = found + HEAD_END.length;
      if (found === -1 || body > end) return this.#keep(bytes, from, end);
      const text = bytes.toString('latin1', from, found);
      const head = readHead(text);
      if (head.status === 101) throw new Error('another protocol than was asked for');
      if (head.status >= 200) {
        this.#head = head;
        this.#headText = text;
        return this.#readBody(bytes, body, end, head);
      }
      // Only an announcement: the response is still to come (RFC 9110, section 15.2).
      from = body;
    }
  }

  #keep(bytes: Buffer, from: number, end: number): undefined {
    if (end - from > MOST_HEAD) throw new Error(`more than ${MOST_HEAD} bytes of headers`);
    this.#before = Buffer.from(bytes.subarray(from, end));
  }

  #readBody(bytes: Buffer, from: number, end: number, head: ResponseHead): Whole | undefined {
    if (head.framing === 'chunked') return this.#readChunks(bytes, from, end, head);
    if (head.framing === 'until closed') return this.#take(bytes.subarray(from, end));
    const missing = head.framing - this.#size;
    if (head.framing > MOST_BYTES) throw tooLong();
    const bodyEnd = from + missing;
    if (this.#size === 0 && end >= bodyEnd) return this.#whole(head, bytes.toString('utf8', from, bodyEnd), bodyEnd);
    this.#body ??= Buffer.allocUnsafe(head.framing);
    this.#size += bytes.copy(this.#body, this.#size, from, Math.min(end, bodyEnd));
    return end >= bodyEnd ? this.#whole(head, this.#body.toString('utf8'), bodyEnd) : undefined;
  }

  #readChunks(bytes: Buffer, from: number, end: number, head: ResponseHead): Whole | undefined {
    this.#chunks ??= new Chunks((piece) => this.#take(piece));
    const at = this.#chunks.read(bytes, from, end);
    return this.#chunks.isDone ? this.#whole(head, this.#text(), at) : undefined;
  }

  #take(piece: Buffer): undefined {
    this.#size += piece.length;
    if (this.#size > MOST_BYTES) throw tooLong();
    this.#pieces ??= [];
    this.#pieces.push(Buffer.from(piece));
  }

  #text(): string {
    return Buffer.concat(this.#pieces ?? [], this.#size).toString('utf8');
  }

  #whole({ status, isKept, keptMs }: ResponseHead, text: string, end: number): Whole {
    return { answered: new Answered(status, text, this.#headText), isKept, keptMs, end };
  }
}

const tooLong = () => new Error(`more than ${MOST_BYTES} bytes`);
