/** From values to places along an axis. */
export type Scale = { readonly at: (value: number) => number; readonly ticks: readonly number[] };

const STEPS = [1, 2, 5, 10];

/** From 0 to at least `most`, on round numbers. */
export function scaleTo(most: number, from: number, to: number, wantedTicks = 4): Scale {
  const step = roundStep(Math.max(most, 1e-9) / wantedTicks);
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  const top = count * step;
  return { at: (value) => from + (value / top) * (to - from), ticks };
}

/** Whole seconds and minutes up to the end, which needs no tick of its own. */
export function timeScale(durationMs: number, from: number, to: number): Scale {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200].map((seconds) => seconds * 1_000);
  const step = steps.find((each) => durationMs / each <= 10) ?? durationMs;
  const ticks = Array.from({ length: Math.floor(durationMs / step) + 1 }, (_, index) => index * step);
  return { at: (value) => from + (value / Math.max(durationMs, 1)) * (to - from), ticks };
}

function roundStep(least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((each) => each * magnitude >= least) ?? 10) * magnitude;
}

/** `3:07` */
export function clockTime(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
