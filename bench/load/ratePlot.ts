import { curve, LEFT, RIGHT, rows, svg, TOP, WIDTH } from '#tools/plots/frame.ts';
import { html, type Markup } from '#tools/plots/markup.ts';
import { scaleTo } from '#tools/plots/scale.ts';

export type Series = {
  /** CSS classes: what it is of, and how it is drawn. */
  readonly look: string;
  readonly points: readonly { readonly rate: number; readonly value: number }[];
};

type Options = { readonly title: string; readonly unit: string; readonly series: readonly Series[] };

const HEIGHT = 200;

/** Values against the rate that was offered. Rates double from step to step, so each has the same room. */
export function ratePlot({ title, unit, series }: Options): Markup {
  const points = series.flatMap((each) => each.points);
  const rates = [...new Set(points.map(({ rate }) => rate))].sort((one, other) => one - other);
  const y = scaleTo(Math.max(1e-3, ...points.map(({ value }) => value)), HEIGHT, TOP);
  return svg(title, HEIGHT + 24, [
    ...rows(y, (value) => `${Number(value.toPrecision(3)).toLocaleString('en')} ${unit}`),
    ...series.map(({ look, points: own }) =>
      curve(
        look,
        own.map(({ rate, value }) => [placeOf(rate, rates), y.at(value)]),
      ),
    ),
    ...rates.map(
      (rate) =>
        html`<text class="tick" x="${placeOf(rate, rates)}" y="${HEIGHT + 16}" text-anchor="middle">${rate}/s</text>`,
    ),
  ]);
}

/** A lone rate stands in the middle. */
function placeOf(rate: number, rates: readonly number[]): number {
  const room = WIDTH - LEFT - RIGHT;
  return rates.length < 2 ? LEFT + room / 2 : LEFT + (room * rates.indexOf(rate)) / (rates.length - 1);
}
