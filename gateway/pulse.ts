/** Something that wants to be asked now and then whether it is still alive. */
export type Beating = { beat(): void };

/** One clock for thousands of sockets: a timer for each would cost more memory than the rest of what is known of it. */
export class Pulse {
  readonly #everyMs: number;
  readonly #members = new Set<Beating>();
  #timer: NodeJS.Timeout | undefined;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  add(member: Beating): void {
    this.#members.add(member);
    this.#timer ??= setInterval(() => this.#beat(), this.#everyMs).unref();
  }

  remove(member: Beating): void {
    this.#members.delete(member);
    if (this.#members.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    for (const member of this.#members) member.beat();
  }
}
