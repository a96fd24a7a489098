import { currentDeadline } from './callContext.ts';
import { AppError } from './errors.ts';

/**
 * How long the caller still waits, in whole milliseconds. It is no instant, since clocks of machines differ. Only what
 * comes with a call credential is believed.
 */
export const TIME_LEFT_HEADER = 'x-bazaar-time-left-ms';

/** The instant, on `performance.now()`'s clock, from which nobody waits any more. Undefined for what is no such header. */
export const deadlineFrom = (header: unknown): number | undefined =>
  typeof header === 'string' && /^\d{1,9}$/.test(header) ? performance.now() + Number(header) : undefined;

/** @throws AppError UNAVAILABLE (DEADLINE_EXCEEDED) when nobody waits any more: nothing is begun then. */
export function refuseTooLate(deadline: number | undefined): void {
  if (deadline !== undefined && performance.now() >= deadline) throw deadlineExceeded();
}

/** How long whoever is served now still waits, in milliseconds: 0 when no more. Undefined where nobody has said. */
export function timeLeftMs(): number | undefined {
  const deadline = currentDeadline();
  return deadline === undefined ? undefined : Math.max(0, Math.floor(deadline - performance.now()));
}

export const deadlineExceeded = (cause?: unknown): AppError =>
  new AppError('UNAVAILABLE', 'DEADLINE_EXCEEDED', 'there was too little time to answer this: try again', { cause });
