import { curve, LEFT, moments, RIGHT, rows, svg, TOP, timeAxis, WIDTH } from '../../plots/frame.ts';
import { html, type Markup } from '../../plots/markup.ts';
import { type Scale, scaleTo } from '../../plots/scale.ts';
import type { LegRecord } from '../record.ts';
import { recoveries } from '../times.ts';
import type { Fault } from '../types.ts';

const LANE = 18;
const HEIGHT = 200;

/** Orders over time, and below them, on the same axis, what was done to the shop. */
export function ordersPlot({ durationMs, samples, faults, scenarios }: LegRecord): Markup {
  const x = timeAxis(durationMs);
  // In a sale more orders end, without their units, than are confirmed.
  const most = Math.max(
    1,
    ...samples.map(({ ordersPlaced, ordersFinished }) => Math.max(ordersPlaced, ordersFinished)),
  );
  const y = scaleTo(most, HEIGHT, TOP);
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  const bottom = HEIGHT + 14 + kinds.length * LANE;
  return svg('orders and faults over time', bottom + 20, [
    ...scenarios.map(({ name, from, to }) => stage(name, x.at(from), x.at(to), bottom)),
    ...rows(y, (value) => value.toLocaleString('en')),
    curve(
      'placed',
      samples.map(({ at, ordersPlaced }) => [x.at(at), y.at(ordersPlaced)]),
    ),
    curve(
      'finished',
      samples.map(({ at, ordersFinished }) => [x.at(at), y.at(ordersFinished)]),
    ),
    ...kinds.flatMap((kind, lane) => laneOf(kind, HEIGHT + 14 + lane * LANE, faults, x)),
    ...moments(x, bottom + 14),
  ]);
}

const stage = (name: string, from: number, to: number, bottom: number): Markup =>
  html`<rect class="stage" x="${from}" y="${TOP}" width="${Math.max(0, to - from)}" height="${bottom - TOP}"><title>${name}</title></rect>`;

function laneOf(kind: string, y: number, faults: readonly Fault[], x: Scale): Markup[] {
  const label = html`<text class="tick" x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${kind}</text>`;
  return [label, ...faults.filter((fault) => fault.kind === kind).map((fault) => bar(fault, y, x))];
}

function bar(fault: Fault, y: number, x: Scale): Markup {
  const { at, healedAt = at, target, detail = '' } = fault;
  const width = Math.max(2, x.at(healedAt) - x.at(at));
  const told = `${fault.kind} ${target} ${detail} (${((healedAt - at) / 1_000).toFixed(1)} s)`;
  return html`<rect class="fault" x="${x.at(at)}" y="${y + 3}" width="${width}" height="${LANE - 6}"><title>${told}</title></rect>`;
}

/** How long the oldest event has been waiting to be published. */
export function lagPlot({ durationMs, samples, faults }: LegRecord): Markup {
  const x = timeAxis(durationMs);
  const y = scaleTo(Math.max(1, ...samples.map(({ outboxLagMs }) => outboxLagMs / 1_000)), HEIGHT, TOP);
  const bands = faults.map(({ at, healedAt = at }) => {
    const width = Math.max(1, x.at(healedAt) - x.at(at));
    return html`<rect class="band" x="${x.at(at)}" y="${TOP}" width="${width}" height="${HEIGHT - TOP}"/>`;
  });
  return svg('outbox lag over time', HEIGHT + 24, [
    ...bands,
    ...rows(y, (value) => `${value} s`),
    curve(
      'lag',
      samples.map(({ at, outboxLagMs }) => [x.at(at), y.at(outboxLagMs / 1_000)]),
    ),
    ...moments(x, HEIGHT + 16),
  ]);
}

/** A dot for each recovery, in a column for each kind of fault. */
export function recoveryPlot({ faults }: LegRecord): Markup {
  const healed = recoveries(faults);
  const y = scaleTo(Math.max(1, ...healed.map(({ recoveryMs }) => recoveryMs / 1_000)), HEIGHT, TOP);
  const columns = [...Map.groupBy(healed, ({ kind, target }) => `${kind} ${serviceOf(target)}`)];
  const wide = (WIDTH - LEFT - RIGHT) / Math.max(1, columns.length);
  return svg('recovery times', HEIGHT + 90, [
    ...rows(y, (value) => `${value} s`),
    ...columns.flatMap(([name, group], column) => {
      const middle = LEFT + wide * (column + 0.5);
      const dots = group.map(({ recoveryMs, target }, index) => {
        const cx = middle + ((index % 7) - 3) * Math.min(4, wide / 10);
        const told = `${target}: ${(recoveryMs / 1_000).toFixed(1)} s`;
        return html`<circle class="dot" cx="${cx}" cy="${y.at(recoveryMs / 1_000)}" r="3.5"><title>${told}</title></circle>`;
      });
      return [
        ...dots,
        html`<text class="tick" text-anchor="end" transform="translate(${middle + 4} ${HEIGHT + 14}) rotate(-40)">${name}</text>`,
      ];
    }),
  ]);
}

/** Both replicas of a service are one column. */
const serviceOf = (target: string): string => target.replace(/-2$/, '');

/** Which processes died without being asked, how and how often. */
export function endsPlot({ ends }: LegRecord): Markup {
  const members = [...Map.groupBy(ends, ({ member }) => member)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  const most = Math.max(1, ...members.map(([, each]) => each.length));
  const x = scaleTo(most, LEFT + 60, WIDTH - RIGHT - 60);
  return svg('process ends', members.length * 24 + TOP, [
    ...members.map(([member, each], index) => {
      const y = TOP + index * 24;
      const told = [...Map.groupBy(each, ({ how }) => how)]
        .map(([how, those]) => `${those.length} × ${how}`)
        .join(', ');
      return html`<text class="tick" x="${LEFT + 52}" y="${y + 12}" text-anchor="end">${member}</text><rect class="fault"
        x="${LEFT + 60}" y="${y}" width="${x.at(each.length) - LEFT - 60}" height="16"><title>${told}</title></rect><text
        class="tick" x="${x.at(each.length) + 6}" y="${y + 12}">${each.length}</text>`;
    }),
  ]);
}
