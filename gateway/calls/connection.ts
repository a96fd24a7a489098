import type { Socket } from 'node:net';
import type { Call } from './call.ts';
import { openSocket, type Place } from './openSocket.ts';
import type { Pace } from './pace.ts';
import { ResponseReader, type Whole } from './responseReader.ts';

/** Who hears how a connection fares. */
export type Owner = {
  /** It is there. */
  opened(connection: Connection): void;
  /** It can take the next request. */
  freed(connection: Connection): void;
  /** It will not answer these, which have to be sent elsewhere. */
  left(calls: readonly Call[]): void;
  /** It is no more. @param reason why it could not be opened; undefined for one that was open. */
  ended(connection: Connection, reason: Error | undefined): void;
};

const CONNECT_MS = 10_000;
/** An idle connection is used for so long at most. */
const KEPT_MS = 30_000;
/** However busy, so that a replica that has come since gets its share; plus up to a third, not to begin all anew at once. */
const LONGEST_USED_MS = 60_000;
/** The other side's clock for its connections began earlier than ours. */
const KEPT_LESS_MS = 1_000;

/** A connection to a subgraph. Requests that are on it together are answered in their order. */
export class Connection {
  readonly #socket: Socket;
  readonly #owner: Owner;
  readonly #quit = (reason: Error): void => {
    if (this.#calls.every(({ isSettled }) => isSettled)) this.destroy(reason);
  };
  #isOpen = false;
  #reason: Error | undefined;
  /** The first is the one that is answered next. */
  #calls: Call[] = [];
  #reader: ResponseReader | undefined;
  /** Answers follow that nobody waits for here. */
  #isLast = false;
  #paced: Pace | undefined;
  /** Since when the first is waited for, and until when it may be used; on `performance.now()`'s clock. */
  waitsSince = 0;
  keptUntil = 0;
  #usedUntil = 0;

  constructor(place: Place, owner: Owner) {
    this.#owner = owner;
    this.#socket = openSocket(place, (bytes, length) => this.#read(bytes, length));
    const timer = setTimeout(() => this.destroy(new Error('no connection in time')), CONNECT_MS).unref();
    this.#socket
      .once(place.isSecure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        this.#isOpen = true;
        const now = performance.now();
        this.keptUntil = now + KEPT_MS;
        this.#usedUntil = now + LONGEST_USED_MS * (1 + Math.random() / 3);
        owner.opened(this);
      })
      .on('error', (error) => {
        this.#reason ??= error;
      })
      .once('end', () => {
        this.keptUntil = 0;
      })
      .once('close', () => {
        clearTimeout(timer);
        this.#closed();
      });
  }

  run(call: Call): void {
    this.#begin(call);
    this.#calls.push(call);
    call.quit = this.#quit;
    this.#write(call.bytes);
  }

  /** Several in one go. */
  runAll(calls: readonly Call[]): void {
    this.#begin(calls[0]);
    this.#socket.cork();
    let text = '';
    for (const call of calls) {
      this.#calls.push(call);
      call.quit = this.#quit;
      if (typeof call.bytes === 'string') text += call.bytes;
      else {
        if (text !== '') this.#write(text);
        text = '';
        this.#write(call.bytes);
      }
    }
    if (text !== '') this.#write(text);
    this.#socket.uncork();
  }

  destroy(reason?: Error): void {
    this.#reason ??= reason;
    this.keptUntil = 0;
    this.#socket.destroy();
  }

  /** Lets those go that wait behind the first. What they are answered here is nobody's. */
  takeFollowers(): Call[] {
    const [first, ...followers] = this.#calls;
    if (!first || followers.length === 0) return [];
    this.#calls = [first];
    // Whatever follows the first answer can't be told apart from an answer to somebody else.
    this.#isLast = true;
    return followers.filter(({ isSettled }) => !isSettled);
  }

  /** How long an answer takes is known of the first only: those behind it may have been ready for long. */
  #begin(call: Call | undefined): void {
    this.#paced = call?.pace;
    if (this.#paced) this.waitsSince = performance.now();
  }

  #write(bytes: string | Buffer): void {
    // V8 takes longer to write the same as UTF-8.
    if (typeof bytes === 'string') this.#socket.write(bytes, 'latin1');
    else this.#socket.write(bytes);
  }

  #read(bytes: Buffer, length: number): void {
    try {
      for (let at = 0; at < length; ) {
        // Nobody asked for it, so whatever else comes can't be told apart from an answer.
        if (this.#calls.length === 0) throw new Error('an answer that nobody asked for');
        this.#reader ??= new ResponseReader();
        const whole = this.#reader.read(bytes, at, length);
        if (!whole) return;
        at = whole.end;
        if (!this.#finish(whole, at === length)) return;
      }
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** @returns whether the connection goes on. */
  #finish({ answered, isKept, keptMs = Number.POSITIVE_INFINITY }: Whole, isClean: boolean): boolean {
    const call = this.#calls.shift();
    this.#reader = undefined;
    this.#paced?.took(performance.now() - this.waitsSince);
    this.#paced = undefined;
    const usableMs = Math.min(KEPT_MS, keptMs - KEPT_LESS_MS);
    const isIdle = this.#calls.length === 0;
    // A request that was answered before it was sent is still on its way.
    const isUsable = isKept && !this.#isLast && (!isIdle || (isClean && this.#socket.writableLength === 0));
    if (!isUsable) this.#leave();
    else if (isIdle && usableMs <= 0) this.destroy();
    else if (isIdle && !this.#socket.destroyed) this.#rest(usableMs);
    else this.waitsSince = performance.now();
    call?.answer(answered);
    return isUsable;
  }

  #rest(usableMs: number): void {
    this.keptUntil = Math.min(performance.now() + usableMs, this.#usedUntil);
    this.#owner.freed(this);
  }

  #leave(): void {
    const left = this.#calls.splice(0);
    this.destroy();
    if (left.length > 0) this.#owner.left(left.filter(({ isSettled }) => !isSettled));
  }

  #closed(): void {
    const [first, ...followers] = this.#calls.splice(0);
    if (first && this.#reader && this.#reason === undefined) this.#finishByEnd(first, this.#reader);
    const reason = this.#reason ?? new Error('the connection was closed');
    first?.fail(reason);
    if (followers.length > 0) this.#owner.left(followers.filter(({ isSettled }) => !isSettled));
    this.#owner.ended(this, this.#isOpen ? undefined : reason);
  }

  #finishByEnd(call: Call, reader: ResponseReader): void {
    try {
      call.answer(reader.finish().answered);
    } catch (error) {
      this.#reason = error instanceof Error ? error : new Error(String(error));
    }
  }
}
