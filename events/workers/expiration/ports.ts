import type { Trail } from '#kernel/trail.ts';

/** A due timer that one process has in hand. */
export type DueTimer = {
  readonly orderId: string;
  /** Grows with every claim and every arming: whoever holds an older one is too late. */
  readonly fence: number;
  /** Of the event that set it. */
  readonly trail?: Trail | undefined;
};

/** Durable timers, one per order. `dueAt` is business time; leases run on the database's own clock. */
export type Timers = {
  /** Sets the timer, or brings it forward; takes it away from whoever is firing it. Repeatable. */
  arm(orderId: string, dueAt: Date): Promise<void>;
  /** Repeatable. */
  disarm(orderId: string): Promise<void>;
  /** The timer that has been due longest, for as long as the lease lasts. Null when none is due. */
  claim(now: Date): Promise<DueTimer | null>;
  /** Fires again at `dueAt`. Nothing happens when it was armed or claimed since. */
  reschedule(timer: DueTimer, dueAt: Date): Promise<void>;
  /** Removes it. Nothing happens when it was armed or claimed since. */
  finish(timer: DueTimer): Promise<void>;
  /** Fires again after `delayMs` of real time. */
  retry(timer: DueTimer, delayMs: number): Promise<void>;
};

/**
 * Tells the order that its time may have come; it decides itself. Repeatable.
 *
 * @returns when to tell it again, null when never. @throws AppError UNAVAILABLE, NOT_FOUND.
 */
export type ExpireOrder = (orderId: string) => Promise<Date | null>;
