import { rename } from 'node:fs/promises';
import type { Environment } from '#kernel/config.ts';
import { AppError } from '#kernel/errors.ts';
import type { Say } from '../processes/progress.ts';

/** The release that docker-compose.yml runs too. */
const VERSION = '8.0.4';
const SITE = 'https://fastdl.mongodb.org';
const REACH_MS = 4_000;

/**
 * Puts MongoDB's official build for this system at `target`; the library shows its progress on standard output.
 *
 * @throws AppError UNAVAILABLE (NO_DOWNLOAD), and whatever the library throws.
 */
export async function downloadOfficial(target: string, cache: string, env: Environment, say: Say): Promise<void> {
  await requireReach(env);
  say(`downloading mongod ${VERSION} from ${SITE} …`);
  // Loaded only here: most starts don't need it.
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js');
  const downloaded = await MongoBinary.getPath({ version: VERSION, downloadDir: cache });
  await rename(downloaded, target);
}

/** Without internet the library needs 8 s to give up; behind a proxy only the library itself can tell. */
async function requireReach(env: Environment): Promise<void> {
  if (env['HTTPS_PROXY'] || env['https_proxy']) return;
  try {
    await fetch(SITE, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) });
  } catch (error) {
    throw new AppError('UNAVAILABLE', 'NO_DOWNLOAD', `${SITE} can't be reached`, { cause: error });
  }
}
