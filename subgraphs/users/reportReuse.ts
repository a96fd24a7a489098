import type { Logger } from '#kernel/logging.ts';
import type { SessionStore } from './ports.ts';

/** Tells the operator when a refresh token is used a second time: somebody may have stolen it. */
export const reportReuse = (sessions: SessionStore, logger: Logger): SessionStore => ({
  ...sessions,
  advance: async (before, events, at) => {
    const isStored = await sessions.advance(before, events, at);
    const isReuse = events.some((event) => event.type === 'SessionEnded' && event.because === 'tokenReused');
    if (isStored && isReuse) {
      logger.warn({ userId: before.userId, sessionId: before.id }, 'a refresh token was used twice: session ended');
    }
    return isStored;
  },
});
