import { mostOf, type StepFigures } from './figures.ts';
import type { Ladder } from './ladder.ts';

const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const seconds = (valueMs: number) => (valueMs / 1_000).toFixed(1);

const COLUMNS: readonly (readonly [title: string, read: (step: StepFigures) => string])[] = [
  ['offered/s', ({ offered }) => String(offered)],
  ['paid/s', ({ reached }) => reached.toFixed(1)],
  ['failed', ({ failed }) => String(failed)],
  ['checkout p50 / p95 / p99 ms', ({ latency: { p50, p95, p99 } }) => [p50, p95, p99].map(ms).join(' / ')],
  ['event p50 / p99 ms', ({ propagation: { p50, p99 } }) => `${ms(p50)} / ${ms(p99)}`],
  ['outbox events; age s', ({ samples }) => outboxOf(samples)],
  ['consumer lag s', ({ samples }) => seconds(mostOf(samples, ({ consumerAgeMs }) => consumerAgeMs))],
  ['mails waiting', ({ samples }) => String(mostOf(samples, ({ mailsWaiting }) => mailsWaiting))],
  ['rest after s', ({ restMs }) => (restMs === undefined ? 'not' : seconds(restMs))],
  ['shop PSS / RSS MB', ({ usage: { shop } }) => (shop ? `${ms(shop.pssMb)} / ${ms(shop.rssMb)}` : '–')],
  ['cores shop + mongod + broker', ({ usage }) => coresOf(usage)],
  ['load', ({ load }) => load.toFixed(1)],
];

/** The columns' titles, and a row for each step. Lags are the largest that were seen. */
export const titles: readonly string[] = COLUMNS.map(([title]) => title);
export const rowOf = (step: StepFigures): string[] => COLUMNS.map(([, read]) => read(step));

/** Markdown. */
export function tableOf({ steps }: Pick<Ladder, 'steps'>): string {
  const rows = [titles, titles.map(() => '---'), ...steps.map(rowOf)];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What the ladder says in a sentence. */
export function verdictOf({ steps, saturated }: Ladder): string {
  const last = steps.at(-1);
  if (!last) return 'nothing was measured';
  if (saturated === undefined) return `it kept up with ${last.offered} orders a second, the last step`;
  const kept = steps.at(-2);
  const most = kept ? `it kept up with ${kept.offered} orders a second` : 'it kept up with no step';
  return `${most}; at ${last.offered}: ${saturated}`;
}

/** What the servers do alone. */
export function bareLines({ bare }: Pick<Ladder, 'bare'>): string[] {
  if (!bare) return [];
  const { writesOfOrder, messagesOfOrder, oneByOne, batched, sent } = bare;
  const each = `an order is ${writesOfOrder.toFixed(1)} writes and ${messagesOfOrder.toFixed(1)} messages`;
  const mongo = `MongoDB alone: ${oneByOne.toFixed(0)} orders a second one write at a time, 50 beside each other; ${batched.toFixed(0)} in batches`;
  return [each, mongo, ...(sent === undefined ? [] : [`kafkajs alone: ${sent.toFixed(0)} orders a second in batches`])];
}

const outboxOf = (samples: StepFigures['samples']): string =>
  `${mostOf(samples, ({ outboxPending }) => outboxPending)}; ${seconds(mostOf(samples, ({ outboxAgeMs }) => outboxAgeMs))}`;

function coresOf({ shop, mongod, broker }: StepFigures['usage']): string {
  const used = [shop, mongod, broker].flatMap((part) => (part ? [part.cores.toFixed(2)] : []));
  return used.length === 0 ? '–' : used.join(' + ');
}
