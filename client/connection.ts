import { resultIn } from './answer.ts';
import { withToken } from './ask.ts';
import { ShopError, transportError } from './errors.ts';
import { EventReader, type ServerEvent } from './eventStream.ts';
import { lost, post, type Transport } from './post.ts';
import type { Session } from './session.ts';

export type StreamSettings = Transport & {
  /** A connection that says nothing for so long is gone; the gateway says something every 12 seconds. */
  readonly silenceMs: number;
};

type Wanted = Pick<Parameters<typeof post>[1], 'operation' | 'variables' | 'cursor'> & {
  readonly signal: AbortSignal | undefined;
};

/** One connection of a subscription, from its request to the moment when it is cut. */
export class Connection {
  readonly #settings: StreamSettings;
  readonly #session: Session;
  readonly #wanted: Wanted;
  readonly #closing = new AbortController();
  readonly #signal: AbortSignal;
  #openedAt: number | undefined;
  #token: string | undefined;

  constructor(settings: StreamSettings, session: Session, wanted: Wanted) {
    this.#settings = settings;
    this.#session = session;
    this.#wanted = wanted;
    const { signal } = this.#closing;
    this.#signal = wanted.signal ? AbortSignal.any([signal, wanted.signal]) : signal;
  }

  /** With whose token it was opened; undefined for a visitor, and before it is open. */
  get token(): string | undefined {
    return this.#token;
  }

  /** How long it has been open. */
  get ageMs(): number {
    return this.#openedAt === undefined ? 0 : performance.now() - this.#openedAt;
  }

  /** @throws ShopError UNAVAILABLE (NO_ANSWER, STREAM_CUT, STREAM_SILENT), or what the shop refuses it with. */
  async *events(): AsyncGenerator<ServerEvent, void, void> {
    try {
      const body = await withToken(this.#session, (token) => this.#open(token));
      this.#openedAt = performance.now();
      const reader = new EventReader();
      for await (const piece of this.#pieces(body)) yield* reader.read(piece);
    } catch (error) {
      throw error instanceof ShopError ? error : lost(error, this.#signal);
    }
    throw transportError('STREAM_CUT', 'the stream ended without saying so', true);
  }

  close(): void {
    this.#closing.abort();
  }

  async #open(token: string | undefined): Promise<ReadableStream<Uint8Array>> {
    this.#token = token;
    const signal = this.#signal;
    const asking = { ...this.#wanted, accept: 'text/event-stream', token, signal };
    const response = await this.#unlessSilent(() => post(this.#settings, asking));
    if (response.ok && response.body && isEventStream(response)) return response.body;
    await this.#unlessSilent(() => resultIn(response));
    throw transportError('NOT_A_STREAM', 'what answered gives no events', false);
  }

  async *#pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await this.#unlessSilent(() => reader.read());
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  }

  /** Only what the shop takes counts, not what is done with an event. */
  async #unlessSilent<Heard>(listen: () => Promise<Heard>): Promise<Heard> {
    const watch = setTimeout(() => this.#closing.abort(silent()), this.#settings.silenceMs);
    try {
      return await listen();
    } finally {
      clearTimeout(watch);
    }
  }
}

const silent = () => transportError('STREAM_SILENT', 'the stream says nothing any more', true);

const isEventStream = ({ headers }: Response) => headers.get('content-type')?.startsWith('text/event-stream') ?? false;
