/** Callers with the same key while `run` is at work share its one result, failures included. Nothing is remembered. */
export function singleFlight<Result>(run: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  const running = new Map<string, Promise<Result>>();
  return (key) => {
    const joined = running.get(key);
    if (joined) return joined;
    const started = run(key).finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
