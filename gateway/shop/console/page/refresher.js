/**
 * Loads something again and again while the page is looked at: every `everyMs`, and sooner when `soon` is called, but never
 * twice within `restMs` and never twice at once.
 *
 * @param {() => Promise<void>} load must not throw
 * @param {{ everyMs: number, restMs?: number }} pace
 */
export function makeRefresher(load, { everyMs, restMs = 1_000 }) {
  let running = false;
  let wanted = false;
  let loadedAt = Number.NEGATIVE_INFINITY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stopped = true;

  const run = async () => {
    clearTimeout(timer);
    if (stopped || document.hidden) return;
    running = true;
    wanted = false;
    await load();
    loadedAt = performance.now();
    running = false;
    if (!stopped) timer = setTimeout(run, wanted ? restMs : everyMs);
  };
  const soon = () => {
    wanted = true;
    if (stopped || running) return;
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, loadedAt + restMs - performance.now()));
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) soon();
  });
  return {
    soon,
    start: () => {
      stopped = false;
      soon();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
