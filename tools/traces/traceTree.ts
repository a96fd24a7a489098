import type { TracedSpan } from './otlp.ts';

type Branch = { readonly span: TracedSpan; readonly children: readonly Branch[] };

/** How a trace is shown: one line for each span, below what it follows from, with when it began and how long it took. */
export function traceTree(spans: readonly TracedSpan[], beganAt: number): string[] {
  const rows = branchesOf(spans).flatMap((root) => rowsOf(root, '', ''));
  const services = widest(spans.map(({ service }) => service));
  const names = widest(rows.map(({ text }) => text));
  return rows.map(({ span, text }) => {
    const { service, startedAt, endedAt, failure } = span;
    const times = `${ms(startedAt - beganAt).padStart(10)}${ms(endedAt - startedAt).padStart(10)}`;
    return `${service.padEnd(services)}  ${text.padEnd(names)}${times}${failure ? `  ✗ ${failure}` : ''}`;
  });
}

export const ms = (duration: number): string => `${duration.toFixed(duration < 100 ? 1 : 0)} ms`;

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));

/** Those whose parent is not among them. */
export function rootsOf(spans: readonly TracedSpan[]): readonly TracedSpan[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentId }) => parentId === undefined || !ids.has(parentId));
}

function branchesOf(spans: readonly TracedSpan[]): Branch[] {
  const roots = new Set(rootsOf(spans));
  const isRoot = (span: TracedSpan) => roots.has(span);
  const byParent = Map.groupBy(spans, (span) => (isRoot(span) ? '' : (span.parentId ?? '')));
  const below = (id: string): Branch[] =>
    (byParent.get(id) ?? [])
      .toSorted((a, b) => a.startedAt - b.startedAt)
      .map((span) => ({ span, children: below(span.spanId) }));
  return below('');
}

function rowsOf({ span, children }: Branch, before: string, after: string): { span: TracedSpan; text: string }[] {
  const below = children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    return rowsOf(child, `${after}${isLast ? '└ ' : '├ '}`, `${after}${isLast ? '  ' : '│ '}`);
  });
  return [{ span, text: `${before}${span.name}` }, ...below];
}
