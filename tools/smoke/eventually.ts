import { setTimeout as pause } from 'node:timers/promises';
import { StoryFailure } from './failure.ts';

type Patience = {
  /** What is waited for, for the failure. */
  expected: string;
  timeoutMs?: number;
  everyMs?: number;
};

/** Looks until `holds` likes what it sees. @throws StoryFailure with what was seen last. */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  holds: (seen: Seen) => boolean,
  { expected, timeoutMs = 15_000, everyMs = 50 }: Patience,
): Promise<Seen> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) throw new StoryFailure(`${expected}, within ${timeoutMs / 1_000} s`, seen);
    await pause(everyMs);
  }
}
