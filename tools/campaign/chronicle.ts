import { performance } from 'node:perf_hooks';
import type { Fault, Finding, Injury, Poison, Sample } from './types.ts';

/** What happens in one shop's trial, as it happens; times in ms since its start. */
export class Chronicle {
  readonly #startedAt = performance.now();
  readonly faults: Fault[] = [];
  readonly samples: Sample[] = [];
  /** Of the scenarios themselves. */
  readonly findings: Finding[] = [];
  readonly poison: Poison[] = [];
  readonly drains: { readonly member: string; readonly drainMs: number }[] = [];
  /** Mails that were taken, and not said to be. */
  keptQuiet = 0;

  elapsed(): number {
    return Math.round(performance.now() - this.#startedAt);
  }

  note(injury: Injury): void {
    this.faults.push({ ...injury, at: this.elapsed() });
  }

  /** The fault is there to be seen from its first moment, and healed when `work` is over. Resolves after it. */
  async inflict(injury: Injury, work: () => Promise<number | undefined>): Promise<void> {
    const fault: Fault = { ...injury, at: this.elapsed() };
    this.faults.push(fault);
    const recoveryMs = await work();
    const healed = { ...fault, healedAt: this.elapsed(), ...(recoveryMs !== undefined && { recoveryMs }) };
    this.faults[this.faults.indexOf(fault)] = healed;
  }
}
