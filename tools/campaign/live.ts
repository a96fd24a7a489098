import type { Progress } from './legOptions.ts';

/** Where a person or a log learns how it goes. */
type Out = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

const REDRAW_MS = 250;
const LINE_MS = 5_000;

export type LiveOptions = {
  /** What the whole is expected to take. */
  readonly expectedMs: number;
  readonly out?: Out;
  /** In ms, growing. */
  readonly now?: () => number;
};

/** One block that is drawn again where somebody looks; a line every few seconds where it goes into a file. */
export function liveDisplay({ expectedMs, out = process.stderr, now = () => performance.now() }: LiveOptions) {
  const startedAt = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let shownStage = '';
  let height = 0;
  const clear = () => {
    if (height > 0) out.write(`\x1b[${height}A\x1b[J`);
    height = 0;
  };
  return {
    show: (at: Progress): void => {
      const isDue = now() - shownAt >= (out.isTTY ? REDRAW_MS : LINE_MS);
      if (!isDue && at.stage === shownStage) return;
      shownAt = now();
      shownStage = at.stage;
      const figures = figuresOf(at, { elapsedMs: now() - startedAt, expectedMs });
      if (!out.isTTY) return void out.write(`${figures.join(' · ')}\n`);
      clear();
      out.write(`${figures.join('\n')}\n`);
      height = figures.length;
    },
    /** A line that stays. */
    say: (line: string): void => {
      clear();
      out.write(`${line}\n`);
    },
    end: clear,
  };
}

function figuresOf(
  { chronicle, stage, customers }: Progress,
  time: { elapsedMs: number; expectedMs: number },
): string[] {
  const last = chronicle.samples.at(-1);
  const fault = chronicle.faults.at(-1);
  const placed = customers?.log.orders.length ?? 0;
  return [
    `${minutes(time.elapsedMs)} of about ${minutes(time.expectedMs)}  ${stage}`,
    `faults ${chronicle.faults.length}${fault ? `, the last: ${fault.kind} ${fault.target}` : ''}`,
    `orders ${placed} placed, ${last?.ordersFinished ?? 0} finished`,
    `outbox ${last?.outboxPending ?? 0} waiting, ${((last?.outboxLagMs ?? 0) / 1_000).toFixed(1)} s behind`,
  ];
}

/** `3:07` */
function minutes(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
