export type ServerEvent = {
  readonly name: string;
  readonly data: string;
  /** Where the stream goes on behind this event; undefined until the server has said so once. */
  readonly id: string | undefined;
};

/**
 * Reads server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * What was cut in the middle of an event is no event.
 */
export class EventReader {
  #rest = '';
  #name = '';
  #data: string[] = [];
  #id: string | undefined;

  /** The events that are whole with this piece. */
  *read(piece: string): Generator<ServerEvent> {
    // A CR at the end may be half of a CRLF.
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') this.#take(line);
      else if (this.#data.length > 0 || this.#name !== '') yield this.#finish();
    }
  }

  #take(line: string): void {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') this.#name = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
  }

  #finish(): ServerEvent {
    const event = { name: this.#name || 'message', data: this.#data.join('\n'), id: this.#id };
    this.#name = '';
    this.#data = [];
    return event;
  }
}
