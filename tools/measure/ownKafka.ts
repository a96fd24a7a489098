import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningKafka, runKafka } from '../kafka/runKafka.ts';
import { freePort } from '../processes/ports.ts';
import { sayOnStderr } from '../processes/progress.ts';

/** A Kafka with an empty folder of its own, as `npm run kafka` runs one; `stop` removes what it kept. */
export async function startOwnKafka(): Promise<Pick<RunningKafka, 'brokers' | 'stop'>> {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-measure-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const running = await runKafka({ dir, port: await freePort(), env: process.env, say: sayOnStderr });
    const end = () => running.stop().then(running.dispose);
    return { brokers: running.brokers, stop: () => end().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
