import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 15_000;
const PAUSE_MS = 50;

/**
 * Asks again while the broker says that another try may do: it has not yet heard of a topic that was just made, or of its
 * leader. kafkajs itself asks again for some of these answers only.
 */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || Date.now() >= deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  // What kafkajs did ask again for, and gave up.
  (error.name === 'KafkaJSNumberOfRetriesExceeded' || ('retriable' in error && error.retriable === true));
