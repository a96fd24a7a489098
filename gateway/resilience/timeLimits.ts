/** How long is waited, in milliseconds; what is said of fewer counts more. */
export type TimeLimits = {
  /** For one call to any subgraph. */
  readonly defaultMs: number;
  /** By the name of a subgraph: for one call to it. */
  readonly subgraphMs?: Readonly<Record<string, number>>;
  /** By the name of an operation: for all of its calls together, in place of both others. */
  readonly operationMs?: Readonly<Record<string, number>>;
};

/** The instant on `performance.now()`'s clock from which nobody waits for this operation; undefined without a limit of its own. */
export type DeadlineOf = (operationName: string | undefined, beganAt: number) => number | undefined;

/** @returns undefined where no operation has a limit of its own, so that nobody looks for one. */
export function makeDeadlineOf({ operationMs = {} }: TimeLimits): DeadlineOf | undefined {
  const limits = new Map(Object.entries(operationMs));
  if (limits.size === 0) return undefined;
  return (name, beganAt) => {
    const ms = name === undefined ? undefined : limits.get(name);
    return ms === undefined ? undefined : beganAt + ms;
  };
}

/** Whichever comes first: the deadline of an operation, or what is left to one call of it from now on. */
export function earlier(until: number | undefined, withinMs: number | undefined): number | undefined {
  if (withinMs === undefined) return until;
  return Math.min(until ?? Number.POSITIVE_INFINITY, performance.now() + withinMs);
}
