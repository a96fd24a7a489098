/** `up`, or why not. Checks are read on every probe, so they look at state that is already known and never wait. */
export type HealthCheck = () => 'up' | string;

/** What a process says of its parts. `ready` is true when every part is up. */
export type HealthReport = { ready: boolean; parts: Record<string, string> };

export class Health {
  readonly #checks = new Map<string, HealthCheck>();

  /** Adding a name again replaces its check. */
  add(part: string, check: HealthCheck): void {
    this.#checks.set(part, check);
  }

  report(): HealthReport {
    const parts = Object.fromEntries([...this.#checks].map(([part, check]) => [part, check()]));
    return { ready: Object.values(parts).every((state) => state === 'up'), parts };
  }
}
