import type { Socket } from 'node:net';
import type { AnswerWhole } from '../http.ts';
import { MAX_BODY } from '../readOperation.ts';
import type { Reply } from '../reply.ts';
import { type PlainHead, readPlainHead } from './readHead.ts';
import { KEPT_MS, writeReply } from './writeReply.ts';

/** Who has a connection, and takes it back. */
export type Owner = {
  readonly requestLine: string;
  readonly answer: AnswerWhole;
  /** Told of each answer. @param beganAt on `performance.now()`'s clock. */
  readonly answered: (status: number, beganAt: number) => void;
  /** Answers are the last on their connection. */
  isLeaving(): boolean;
  /** Takes the connection, with what was read of it. */
  giveAway(socket: Socket, bytes: Buffer): void;
  ended(connection: WholeConnection): void;
};

/** Head of a request that has come so far, and what has come of its body. */
type Began = { readonly head: PlainHead; readonly chunks: Buffer[]; readonly wanted: number; size: number };

/** As Node does: longer heads are its business. */
const MOST_HEAD = 16_384;
const HEAD_END = '\r\n\r\n';

/** Nothing has come yet, or not all; longer, and Node's server takes over, with its own patience. */
const NEW_MS = 10_000;
const BEGUN_MS = 5_000;
/** A client that lets a request or an answer stand for so long is gone. */
const STALLED_MS = 120_000;
/** The other side was told a little less. */
const GRACE_MS = 1_000;

/** A connection of a client, as long as it sends nothing but plain requests, one after the other. */
export class WholeConnection {
  readonly #socket: Socket;
  readonly #owner: Owner;
  #state: 'new' | 'idle' | 'begun' | 'answering' | 'writing' | 'gone' = 'new';
  #since = performance.now();
  #began: Began | undefined;
  /** Came while another was answered, or while its client had not taken the answer. */
  #early: Buffer | undefined;
  #isLast = false;
  #lines = '';
  #head: PlainHead | undefined;

  constructor(socket: Socket, owner: Owner) {
    this.#socket = socket;
    this.#owner = owner;
    socket.on('data', this.#take).on('end', this.#end).on('error', this.#fail).on('close', this.#close);
  }

  /** @param now on `performance.now()`'s clock. */
  sweep(now: number): void {
    const ms = now - this.#since;
    if (this.#state === 'new' && ms > NEW_MS) this.#giveAway(NOTHING);
    else if (this.#state === 'begun' && ms > BEGUN_MS) this.#giveAway(Buffer.concat(this.#began?.chunks ?? []));
    else if (this.#state === 'idle' && ms > KEPT_MS + GRACE_MS) this.#socket.destroy();
    else if (this.#state === 'answering' && ms > STALLED_MS) this.#socket.destroy();
  }

  /** Ends it as soon as nobody waits for an answer. */
  close(): void {
    this.#isLast = true;
    if (this.#state === 'new' || this.#state === 'idle') this.#socket.destroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  readonly #take = (chunk: Buffer): void => {
    if (this.#state === 'answering' || this.#state === 'writing') {
      this.#early = this.#early ? Buffer.concat([this.#early, chunk]) : chunk;
      this.#socket.pause();
    } else if (this.#began) this.#takeMore(this.#began, chunk);
    else this.#begin(chunk);
  };

  #begin(chunk: Buffer): void {
    const text = chunk.toString('latin1', 0, Math.min(chunk.length, MOST_HEAD));
    const { requestLine } = this.#owner;
    const end = text.startsWith(requestLine) ? text.indexOf(HEAD_END) : -1;
    const head = end === -1 ? undefined : this.#headIn(text.slice(requestLine.length, end + 2));
    if (!head || head.bodyLength > MAX_BODY) return void this.#giveAway(chunk);
    const bodyFrom = end + HEAD_END.length;
    const wanted = bodyFrom + head.bodyLength;
    if (chunk.length === wanted) return void this.#answer(head, chunk, bodyFrom);
    // What comes behind it is another request.
    if (chunk.length > wanted) return void this.#giveAway(chunk);
    this.#state = 'begun';
    this.#since = performance.now();
    this.#began = { head, chunks: [chunk], wanted, size: chunk.length };
  }

  #takeMore(began: Began, chunk: Buffer): void {
    began.chunks.push(chunk);
    began.size += chunk.length;
    if (began.size < began.wanted) return;
    const bytes = Buffer.concat(began.chunks, began.size);
    this.#began = undefined;
    if (began.size > began.wanted) this.#giveAway(bytes);
    else this.#answer(began.head, bytes, began.wanted - began.head.bodyLength);
  }

  /** Clients send the same lines again and again. */
  #headIn(lines: string): PlainHead | undefined {
    if (lines === this.#lines) return this.#head;
    this.#head = readPlainHead(lines);
    this.#lines = lines;
    return this.#head;
  }

  #answer({ headers }: PlainHead, bytes: Buffer, bodyFrom: number): void {
    const beganAt = performance.now();
    const body = bytes.toString('utf8', bodyFrom);
    const answering = this.#owner.answer({ headers, socket: this.#socket, body });
    if (!answering) return void this.#giveAway(bytes);
    this.#state = 'answering';
    this.#since = beganAt;
    void answering.then((reply) => this.#finish(reply, beganAt));
  }

  #finish(reply: Reply, beganAt: number): void {
    this.#owner.answered(reply.status, beganAt);
    if (this.#state !== 'answering') return;
    const isLast = this.#isLast || this.#owner.isLeaving();
    const hasRoom = writeReply(this.#socket, reply, isLast);
    this.#state = hasRoom ? 'idle' : 'writing';
    this.#since = performance.now();
    if (!hasRoom) this.#waitForRoom();
    if (isLast) this.#socket.end();
    else if (hasRoom && this.#early) this.#giveAway(this.#early);
  }

  /**
   * A client that reads nothing holds the answer in our memory: until it has taken it, it is answered nothing else. One that
   * reads slowly may take its time.
   */
  #waitForRoom(): void {
    const socket = this.#socket;
    const stalled = () => void socket.destroy();
    socket.setTimeout(STALLED_MS, stalled).once('drain', () => {
      socket.setTimeout(0).off('timeout', stalled);
      this.#state = 'idle';
      this.#since = performance.now();
      if (this.#isLast) socket.end();
      else if (this.#early) this.#giveAway(this.#early);
    });
  }

  readonly #end = (): void => {
    // Nothing more comes, but it may still read.
    if (this.#state === 'answering') this.#isLast = true;
    else if (this.#began) this.#socket.end(INCOMPLETE);
    else this.#socket.end();
  };

  readonly #fail = (): void => {
    this.#socket.destroy();
  };

  readonly #close = (): void => {
    this.#state = 'gone';
    this.#owner.ended(this);
  };

  #giveAway(bytes: Buffer): void {
    const socket = this.#socket;
    this.#state = 'gone';
    this.#owner.ended(this);
    socket.off('data', this.#take).off('end', this.#end).off('error', this.#fail).off('close', this.#close);
    this.#owner.giveAway(socket, bytes);
  }
}

const NOTHING = Buffer.alloc(0);
const INCOMPLETE = 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';
