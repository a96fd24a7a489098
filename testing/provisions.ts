import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '#tools/chromium/findChromium.ts';
import { runKafka } from '#tools/kafka/runKafka.ts';
import { findMongod } from '#tools/mongod/findMongod.ts';
import { runMongod } from '#tools/mongod/runMongod.ts';
import { dataDir } from '#tools/paths.ts';
import { claimFolder } from '#tools/processes/claim.ts';
import { identityOf } from '#tools/processes/identity.ts';
import { freePort } from '#tools/processes/ports.ts';
import { sayOnStderr } from '#tools/processes/progress.ts';

type Provision = { readonly address: string; release(): Promise<void> };
type Provisions = Map<string, Promise<Provision>>;

const root = join(dataDir(process.env), 'tests');
const dir = join(root, `run-${process.pid}`);

/** Each vitest project loads this module anew, so what they share hangs on the process. */
const shared = globalThis as { bazaarProvisions?: Provisions };

/** The URI of a replica set: `MONGODB_URI`, or one that lives as long as the test run. */
export async function provisionMongod(): Promise<string> {
  const given = process.env['MONGODB_URI'];
  if (given) return given;
  return provide('mongod', async () => {
    const binary = await findMongod(process.env, sayOnStderr);
    const place = { dir: join(dir, 'mongod'), port: await freePort() };
    const running = await runMongod({ binary, ...place, say: sayOnStderr });
    return { address: running.uri, release: running.stop };
  });
}

/** The address of a broker: `KAFKA_BROKERS`, or one that lives as long as the test run. */
export async function provisionKafka(): Promise<string> {
  const given = process.env['KAFKA_BROKERS'];
  if (given) return given;
  return provide('kafka', async () => {
    const place = { dir: join(dir, 'kafka'), port: await freePort() };
    const running = await runKafka({ ...place, env: process.env, say: sayOnStderr });
    return { address: running.brokers, release: () => running.stop().then(running.dispose) };
  });
}

/** The path of a Chromium. */
export const provisionChromium = (): Promise<string> =>
  provide('chromium', async () => ({
    address: await findChromium(process.env, sayOnStderr),
    release: () => Promise.resolve(),
  }));

/** Ends everything that was provided; repeating it does nothing. */
export async function releaseProvisions(): Promise<void> {
  const provisions = shared.bazaarProvisions;
  delete shared.bazaarProvisions;
  if (!provisions) return;
  const provided = await Promise.allSettled(provisions.values());
  await Promise.all(provided.map((each) => (each.status === 'fulfilled' ? each.value.release() : undefined)));
  await rm(dir, { recursive: true, force: true });
}

async function provide(name: string, make: () => Promise<Provision>): Promise<string> {
  if (!shared.bazaarProvisions) {
    shared.bazaarProvisions = new Map();
    await sweep();
  }
  const provision = shared.bazaarProvisions.get(name) ?? make();
  shared.bazaarProvisions.set(name, provision);
  return (await provision).address;
}

/** Ends the servers of test runs that were killed, and removes their data. */
async function sweep(): Promise<void> {
  const runs = existsSync(root) ? readdirSync(root) : [];
  const dead = runs.filter((run) => !identityOf(Number(run.slice('run-'.length))));
  for (const run of dead) {
    for (const server of readdirSync(join(root, run))) {
      const claim = await claimFolder(join(root, run, server));
      claim.release();
    }
    await rm(join(root, run), { recursive: true, force: true });
  }
}
