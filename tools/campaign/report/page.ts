import { percentile } from '../../measure/buyers.ts';
import { html, type Markup, nothing } from '../../plots/markup.ts';
import { clockTime } from '../../plots/scale.ts';
import { STYLE } from '../../plots/style.ts';
import { isHealthy } from '../checks/healthyTime.ts';
import { EXIT } from '../exitCodes.ts';
import { exitCodeOf, shortfallsOf, verdictOf } from '../outcome.ts';
import { type CampaignRecord, joined, type LegRecord } from '../record.ts';
import { commitText } from '../thisCommit.ts';
import { recoveries } from '../times.ts';
import type { Finding, Promised } from '../types.ts';
import { endsPlot, lagPlot, ordersPlot, recoveryPlot } from './plots.ts';
import { promises } from './promises.ts';

/** The report of a campaign, in one file that needs no other. */
export function pageOf(record: CampaignRecord): string {
  const all = joined(record.legs);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fault campaign, seed ${record.seed}</title><style>${{ markup: STYLE }}</style></head><body>
${headOf(record, all)}
<h2>Promises</h2>${promiseTable(all.findings)}
<h2>What was done</h2>${scenarioTable(all)}
<h2>Orders, and faults on the same axis</h2>
<figure>${ordersPlot(all)}<figcaption><span class="key" style="background:var(--placed)"></span>placed
<span class="key" style="background:var(--finished)"></span>finished
<span class="key" style="background:var(--fault)"></span>faults, as long as they lasted; shades are scenarios</figcaption></figure>
<h2>Outbox lag</h2>
<figure>${lagPlot(all)}<figcaption>age of the oldest event that is not published yet; shaded while something was broken</figcaption></figure>
<h2>Recovery times</h2>
<figure>${recoveryPlot(all)}<figcaption>from the moment when it could recover until it was ready again</figcaption></figure>
<h2>Process ends</h2>
<figure>${endsPlot(all)}<figcaption>ends that nobody asked the process for</figcaption></figure>
</body></html>
`.markup;
}

function headOf(record: CampaignRecord, all: LegRecord): Markup {
  const { seed, profile, transport, startedAt, machine, command, commit } = record;
  const last = all.samples.at(-1);
  return html`<div class="verdict${exitCodeOf(record) === EXIT.kept ? '' : ' broken'}"><h1>${verdictOf(record)}</h1>
<p class="muted">Bazaar’s fault campaign, profile ${profile}, events over ${transport === 'kafka' ? 'Kafka' : 'the embedded log'}</p>
${shortfallsOf(record).map((each) => html`<p class="bad">${each}</p>`)}
<dl><dt>seed</dt><dd><code>${seed}</code></dd><dt>again</dt><dd><code>${command}</code></dd>
<dt>when</dt><dd>${startedAt}, ${clockTime(all.durationMs)} of customers at work</dd>
<dt>commit</dt><dd><code>${commitText(commit)}</code></dd>
<dt>machine</dt><dd>${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}</dd>
<dt>orders</dt><dd>${last?.ordersPlaced ?? 0} placed and confirmed, ${last?.ordersFinished ?? 0} ended when last counted</dd>
<dt>at the deadline</dt><dd>${nearDeadline(all)}</dd>
<dt>faults</dt><dd>${all.faults.length}; ${all.ends.length} process ends</dd>
<dt>recovery</dt><dd>${quantiles(recoveries(all.faults).map(({ recoveryMs }) => recoveryMs))}</dd>
<dt>healthy lag</dt><dd>${quantiles(healthyLags(all))}</dd></dl></div>`;
}

const healthyLags = ({ samples, faults }: LegRecord): number[] =>
  samples.filter(({ at }) => isHealthy(at, faults)).map(({ outboxLagMs }) => outboxLagMs);

/** Where paying and expiring race for the order. */
const RACE_MS = 50;

function nearDeadline({ paidNearDeadline = [] }: LegRecord): string {
  const inTheRace = paidNearDeadline.filter((lateMs) => Math.abs(lateMs) <= RACE_MS).length;
  return `${inTheRace} of ${paidNearDeadline.length} payments that were meant for it came within ${RACE_MS} ms`;
}

function quantiles(times: readonly number[]): string {
  if (times.length === 0) return 'nothing measured';
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => (percentile(times, share) / 1_000).toFixed(2));
  return `p50 ${p50} s, p99 ${p99} s, longest ${most} s (${times.length} measured)`;
}

function promiseTable(findings: readonly Finding[]): Markup {
  const names = Object.keys(promises) as Promised[];
  const lines = names.flatMap((promise) => {
    const own = findings.filter((finding) => finding.promise === promise);
    return own.length === 0 ? [unlooked(promise)] : own.map((finding, index) => findingRow(finding, index === 0));
  });
  return html`<div class="wide"><table><tr><th></th><th>promise</th><th>check</th><th class="number">looked at</th><th>found</th></tr>${lines}</table></div>`;
}

const unlooked = (promise: Promised): Markup =>
  html`<tr><td>${promise}</td><td>${promises[promise]}</td><td class="muted" colspan="3">not looked at in this run</td></tr>`;

function findingRow({ promise, check, looked, broken }: Finding, isFirst: boolean): Markup {
  const head = isFirst ? html`<td>${promise}</td><td>${promises[promise]}</td>` : html`<td></td><td></td>`;
  const found = html`<td><code>${check}</code></td><td class="number">${looked.toLocaleString('en')}</td><td>${verdictOn(looked, broken)}</td>`;
  if (broken.length === 0) return html`<tr>${head}${found}</tr>`;
  const sentences = broken.map((each) => html`<li>${each}</li>`);
  return html`<tr class="open">${head}${found}</tr><tr><td></td><td colspan="4"><ul>${sentences}</ul></td></tr>`;
}

function verdictOn(looked: number, broken: Finding['broken']): Markup {
  if (broken.length > 0) return html`<span class="bad">broken</span>`;
  return looked === 0 ? html`<span class="muted">nothing to look at</span>` : html`<span class="good">kept</span>`;
}

function scenarioTable({ scenarios, faults }: LegRecord): Markup {
  const lines = scenarios.map(({ name, about, rounds, from, to, error, leftOut }) => {
    const own = faults.filter(({ at }) => at >= from && at <= to).length;
    const trouble = error === undefined ? nothing : html`<p class="bad">did not end as it should: ${error}</p>`;
    const time = leftOut ? html`<p class="muted">left out: the machine was too slow for it</p>` : nothing;
    return html`<tr><td><code>${name}</code></td><td>${about}${trouble}${time}</td><td class="number">${rounds}</td><td
      class="number">${own}</td><td class="number">${clockTime(to - from)}</td></tr>`;
  });
  return html`<div class="wide"><table><tr><th>scenario</th><th></th><th class="number">rounds</th><th
    class="number">faults</th><th class="number">took</th></tr>${lines}</table></div>`;
}
