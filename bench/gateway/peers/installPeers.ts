import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * Gateways of others, in the versions that figures were taken with. They are no part of the project's own packages. Mercurius makes
 * documents by hand that later printers of `graphql` don't take.
 */
const PEERS: Readonly<Record<string, string>> = {
  '@graphql-hive/gateway': '2.15.1',
  '@mercuriusjs/gateway': '5.2.0',
  fastify: '5.12.8',
  graphql: '16.13.2',
  mercurius: '16.10.1',
};

/** What they are made of is newer than some registries are. */
const OVERRIDES: Readonly<Record<string, string>> = { '@graphql-tools/batch-execute': '10.2.0' };

const DIR = resolve('.data/bench/peers');

/** @returns the folder that has them; undefined, with a word about it, where they can't be had: the rest is measured without them. */
export async function installPeers(): Promise<string | undefined> {
  if (isThere()) return DIR;
  process.stderr.write(`installing ${Object.keys(PEERS).join(', ')} into ${DIR}\n`);
  await mkdir(DIR, { recursive: true });
  const description = { private: true, dependencies: PEERS, overrides: OVERRIDES };
  await writeFile(`${DIR}/package.json`, `${JSON.stringify(description, undefined, 2)}\n`);
  const code = await npmInstall();
  if (code === 0 && isThere()) return DIR;
  process.stderr.write(`they could not be installed (npm ended with ${code}): measuring without them\n`);
  return undefined;
}

async function npmInstall(): Promise<number> {
  const flags = ['install', '--prefix', DIR, '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
  const npm = spawn('npm', flags, { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const [code] = await once(npm, 'exit');
    return Number(code ?? 1);
  } catch {
    return 127; // no npm
  }
}

const isThere = (): boolean =>
  Object.entries(PEERS).every(([name, version]) => {
    const file = `${DIR}/node_modules/${name}/package.json`;
    return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown }).version === version;
  });
