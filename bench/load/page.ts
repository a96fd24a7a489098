import { html, type Markup } from '#tools/plots/markup.ts';
import { STYLE } from '#tools/plots/style.ts';
import { mostOf, type StepFigures } from './figures.ts';
import type { Ladder } from './ladder.ts';
import { ratePlot, type Series } from './ratePlot.ts';
import { bareLines, rowOf, titles, verdictOf } from './table.ts';

type About = {
  readonly command: string;
  readonly startedAt: string;
  /** Cores, memory, Node. */
  readonly machine: string;
};

type Plot = {
  readonly title: string;
  readonly unit: string;
  /** By how a line is drawn. */
  readonly lines: Readonly<Record<string, (step: StepFigures) => number | undefined>>;
  readonly about: string;
};

const PLOTS: readonly Plot[] = [
  {
    title: 'Orders that were paid',
    unit: '/s',
    lines: { solid: ({ reached }) => reached, dotted: ({ offered }) => offered },
    about: 'a second; dotted: offered',
  },
  {
    title: 'A checkout',
    unit: 'ms',
    lines: {
      solid: ({ latency }) => latency.p99,
      dashed: ({ latency }) => latency.p95,
      dotted: ({ latency }) => latency.p50,
    },
    about: 'from the arrival of a customer until the order was PAID; p99, dashed p95, dotted p50',
  },
  {
    title: 'An event on its way',
    unit: 'ms',
    lines: { solid: ({ propagation }) => propagation.p99, dotted: ({ propagation }) => propagation.p50 },
    about: 'from its write until a consumer began with it; p99, dotted p50',
  },
  {
    title: 'Outbox lag',
    unit: 's',
    lines: { solid: ({ samples }) => mostOf(samples, ({ outboxAgeMs }) => outboxAgeMs) / 1_000 },
    about: 'age of the oldest event that was not published, the longest seen',
  },
  {
    title: 'Consumer lag',
    unit: 's',
    lines: { solid: ({ samples }) => mostOf(samples, ({ consumerAgeMs }) => consumerAgeMs) / 1_000 },
    about: 'age of the oldest event in hand, the longest seen',
  },
  {
    title: 'Memory of the shop',
    unit: 'MB',
    lines: { solid: ({ usage }) => usage.shop?.pssMb, dotted: ({ usage }) => usage.shop?.rssMb },
    about: 'PSS, dotted RSS, without servers',
  },
  {
    title: 'Processor',
    unit: 'cores',
    lines: { solid: ({ usage }) => usage.shop?.cores, dotted: ({ usage }) => usage.mongod?.cores },
    about: 'of the shop, dotted of mongod',
  },
];

/** The report, in one file that needs no other. */
export function pageOf(ladders: readonly Ladder[], { command, startedAt, machine }: About): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Load</title><style>${{ markup: STYLE }}</style></head><body>
<h1>A shop under growing load</h1>
<dl><dt>again</dt><dd><code>${command}</code></dd><dt>when</dt><dd>${startedAt}</dd><dt>machine</dt><dd>${machine}</dd></dl>
${ladders.map(ladderPart)}
${PLOTS.map((plot) => plotPart(plot, ladders))}
</body></html>
`.markup;
}

const ladderPart = (ladder: Ladder): Markup => html`<h2>${ladder.transport}</h2><p>${verdictOf(ladder)}</p>
<div class="wide"><table><tr>${titles.map((title) => html`<th class="number">${title}</th>`)}</tr>${ladder.steps.map(
  (step) => html`<tr>${rowOf(step).map((cell) => html`<td class="number">${cell}</td>`)}</tr>`,
)}</table></div>${bareLines(ladder).map((line) => html`<p class="muted">${line}</p>`)}`;

function plotPart({ title, unit, lines, about }: Plot, ladders: readonly Ladder[]): Markup {
  const series = ladders.flatMap(({ transport, steps }) =>
    Object.entries(lines).map(([look, read]) => ({ look: `${transport} ${look}`, points: pointsOf(steps, read) })),
  );
  const keys = ladders.map(
    ({ transport }) => html`<span class="key" style="background:var(--${transport})"></span>${transport}`,
  );
  return html`<h2>${title}</h2><figure>${ratePlot({ title, unit, series })}<figcaption>${about}${keys}</figcaption></figure>`;
}

const pointsOf = (steps: readonly StepFigures[], read: (step: StepFigures) => number | undefined): Series['points'] =>
  steps.flatMap((step) => {
    const value = read(step);
    return value === undefined ? [] : [{ rate: step.offered, value }];
  });
