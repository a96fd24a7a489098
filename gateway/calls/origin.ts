import type { Call } from './call.ts';
import { Connection, type Owner } from './connection.ts';
import type { Place } from './openSocket.ts';

/** At the same time; further requests wait for one of them. */
const MOST_CONNECTIONS = 100;
/** Whoever waits so long behind another request is sent again, alone. */
const STALLED_MS = 50;

/** All connections to one server. The one that was used last is used first, so that those too many grow old. */
export class Origin implements Owner {
  readonly #place: Place;
  /** Queries that leave in the same turn of the event loop share a connection, so many at most. */
  readonly #pipelining: number;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #waiting: Call[] = [];
  /** They leave when this turn of the event loop is over. */
  #leaving: Call[] = [];
  #opening = 0;
  #isClosed = false;

  constructor(place: Place, pipelining: number) {
    this.#place = place;
    this.#pipelining = pipelining;
  }

  send(call: Call): void {
    if (this.#isClosed) return void call.fail(new Error('the connections are closed'));
    if (this.#pipelining === 1 || !call.isQuery || call.isRepeated || !call.pace?.isQuick)
      return void this.#start(call);
    if (this.#leaving.push(call) === 1) setImmediate(() => this.#startAll());
  }

  opened(connection: Connection): void {
    this.#opening -= 1;
    this.freed(connection);
  }

  freed(connection: Connection): void {
    const call = this.#waiting.shift();
    if (call) connection.run(call);
    else this.#idle.push(connection);
  }

  left(calls: readonly Call[]): void {
    for (const call of calls) {
      if (call.isRepeated || !call.isQuery) call.fail(new Error('the connection was closed'));
      else {
        call.isRepeated = true;
        this.send(call);
      }
    }
  }

  ended(connection: Connection, reason: Error | undefined): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    if (reason) {
      this.#opening -= 1;
      // Whoever waits longest has had its try.
      this.#waiting.shift()?.fail(reason);
    }
    this.#open();
  }

  /** Closes what has been idle for too long, and frees those who wait behind somebody slow. */
  sweep(now: number): void {
    for (const connection of this.#idle.filter(({ keptUntil }) => keptUntil < now)) connection.destroy();
    if (this.#pipelining === 1) return;
    for (const connection of this.#all) {
      if (now - connection.waitsSince > STALLED_MS) this.left(connection.takeFollowers());
    }
  }

  close(): void {
    this.#isClosed = true;
    const reason = new Error('the connections are closed');
    for (const call of [...this.#waiting.splice(0), ...this.#leaving.splice(0)]) call.fail(reason);
    for (const connection of this.#all) connection.destroy(reason);
  }

  #start(call: Call): void {
    const connection = this.#takeIdle();
    if (connection) connection.run(call);
    else this.#wait(call);
  }

  #startAll(): void {
    const calls = this.#leaving.filter(({ isSettled }) => !isSettled);
    this.#leaving = [];
    const groups = Math.ceil(calls.length / this.#pipelining);
    const size = Math.ceil(calls.length / groups);
    for (let from = 0; from < calls.length; from += size) {
      const group = calls.slice(from, from + size);
      const connection = this.#takeIdle();
      if (connection) connection.runAll(group);
      else for (const call of group) this.#wait(call);
    }
  }

  #wait(call: Call): void {
    call.quit = () => this.#forget(call);
    this.#waiting.push(call);
    this.#open();
  }

  #takeIdle(): Connection | undefined {
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      if (connection.keptUntil > performance.now()) return connection;
      connection.destroy();
    }
    return undefined;
  }

  #open(): void {
    if (this.#isClosed || this.#opening >= this.#waiting.length || this.#all.size >= MOST_CONNECTIONS) return;
    this.#opening += 1;
    this.#all.add(new Connection(this.#place, this));
  }

  #forget(call: Call): void {
    const at = this.#waiting.indexOf(call);
    if (at !== -1) this.#waiting.splice(at, 1);
  }
}
