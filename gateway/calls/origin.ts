import type { Call } from './call.ts';
import { Connection, type Owner, type Place } from './connection.ts';

/** At the same time; further requests wait for one of them. */
const MOST_CONNECTIONS = 100;

/** All connections to one server. The one that was used last is used first, so that those too many grow old. */
export class Origin implements Owner {
  readonly #place: Place;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #waiting: Call[] = [];
  #opening = 0;
  #isClosed = false;

  constructor(place: Place) {
    this.#place = place;
  }

  send(call: Call): void {
    if (this.#isClosed) return void call.fail(new Error('the connections are closed'));
    const connection = this.#takeIdle();
    if (connection) return void connection.run(call);
    call.quit = () => this.#forget(call);
    this.#waiting.push(call);
    this.#open();
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

  /** Closes what has been idle for too long. */
  sweep(now: number): void {
    for (const connection of this.#idle.filter(({ keptUntil }) => keptUntil < now)) connection.destroy();
  }

  close(): void {
    this.#isClosed = true;
    const reason = new Error('the connections are closed');
    for (const call of this.#waiting.splice(0)) call.fail(reason);
    for (const connection of this.#all) connection.destroy(reason);
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
