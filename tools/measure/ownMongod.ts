import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMongod } from '../mongod/findMongod.ts';
import { type RunningMongod, runMongod } from '../mongod/runMongod.ts';
import { freePort } from '../processes/ports.ts';
import { sayOnStderr } from '../processes/progress.ts';

/** A mongod with an empty folder of its own, as `npm start` runs one; `stop` removes what it kept. */
export async function startOwnMongod(): Promise<RunningMongod> {
  const dir = await mkdtemp(join(tmpdir(), 'bazaar-measure-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const binary = await findMongod(process.env, sayOnStderr);
    const running = await runMongod({ binary, dir, port: await freePort(), say: sayOnStderr });
    return { uri: running.uri, stop: () => running.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
