import type { TracedSpan } from './otlp.ts';
import { ms, rootsOf, traceTree } from './traceTree.ts';

/** A trace goes on after the answer: it is shown when nothing of it has come for so long. */
const QUIET_MS = 1_500;
const MOST_KNOWN = 1_000;

type Known = { readonly name: string; readonly beganAt: number };

type Options = {
  /** One whole trace, or what came later of one. */
  readonly write: (text: string) => void;
  readonly quietMs?: number;
};

/** Gathers spans and shows each trace once it is quiet; what comes even later is shown as a continuation. */
export class ShownTraces {
  readonly #options: Options;
  readonly #gathering = new Map<string, { spans: TracedSpan[]; timer: NodeJS.Timeout }>();
  readonly #known = new Map<string, Known>();

  constructor(options: Options) {
    this.#options = options;
  }

  take(spans: readonly TracedSpan[]): void {
    for (const [traceId, added] of Map.groupBy(spans, (span) => span.traceId)) {
      const gathered = this.#gathering.get(traceId);
      clearTimeout(gathered?.timer);
      const timer = setTimeout(() => this.#show(traceId), this.#options.quietMs ?? QUIET_MS);
      this.#gathering.set(traceId, { spans: [...(gathered?.spans ?? []), ...added], timer });
    }
  }

  /** Shows what is there. */
  stop(): void {
    for (const [traceId, { timer }] of [...this.#gathering]) {
      clearTimeout(timer);
      this.#show(traceId);
    }
  }

  #show(traceId: string): void {
    const spans = this.#gathering.get(traceId)?.spans ?? [];
    this.#gathering.delete(traceId);
    const known = this.#known.get(traceId);
    const { name, beganAt } = known ?? this.#remember(traceId, spans);
    const lasted = Math.max(...spans.map(({ endedAt }) => endedAt)) - beganAt;
    const many = `${spans.length} span${spans.length === 1 ? '' : 's'}`;
    const what = known ? `${name} goes on` : name;
    const head = `── ${what} · ${many}, the last ended after ${ms(lasted)} · trace ${traceId}`;
    this.#options.write(`\n${head}\n${traceTree(spans, beganAt).join('\n')}\n`);
  }

  #remember(traceId: string, spans: readonly TracedSpan[]): Known {
    const first = rootsOf(spans).reduce((a, b) => (b.startedAt < a.startedAt ? b : a));
    const known = { name: first.name, beganAt: first.startedAt };
    this.#known.set(traceId, known);
    const [oldest = ''] = this.#known.keys();
    if (this.#known.size > MOST_KNOWN) this.#known.delete(oldest);
    return known;
  }
}
