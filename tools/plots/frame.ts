import { html, type Markup } from './markup.ts';
import { clockTime, type Scale, timeScale } from './scale.ts';

export const WIDTH = 900;
/** Room for the longest name of a fault. */
export const LEFT = 92;
export const RIGHT = 22;
export const TOP = 12;

/** The axis of time that all plots share, so that what happened at one moment stands above each other. */
export const timeAxis = (durationMs: number): Scale => timeScale(durationMs, LEFT, WIDTH - RIGHT);

export const svg = (title: string, height: number, content: readonly Markup[]): Markup =>
  html`<div class="plot"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">${content}</svg></div>`;

/** Lines across, with what they stand for. */
export const rows = ({ at, ticks }: Scale, label: (value: number) => string): Markup[] =>
  ticks.map(
    (tick) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(tick)}" y2="${at(tick)}"/><text
      class="tick" x="${LEFT - 8}" y="${at(tick) + 4}" text-anchor="end">${label(tick)}</text>`,
  );

/** Minutes and seconds below. */
export const moments = ({ at, ticks }: Scale, y: number): Markup[] =>
  ticks.map((tick) => html`<text class="tick" x="${at(tick)}" y="${y}" text-anchor="middle">${clockTime(tick)}</text>`);

/** A line through points in their order. */
export const curve = (name: string, points: readonly (readonly [x: number, y: number])[]): Markup =>
  html`<polyline class="curve ${name}" points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}"/>`;
