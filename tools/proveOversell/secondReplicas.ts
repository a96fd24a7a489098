import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type PortName, portOffsets } from '#subgraphs/directory.ts';
import { freePortBase } from '#testing/shop.ts';
import { projectRoot } from '../paths.ts';

const READY_MS = 60_000;
const STOP_MS = 12_000;

type First = {
  readonly url: string;
  readonly dataDir: string;
  readonly mongodbUri: string;
  readonly databasePrefix: string;
};

/**
 * Starts a second products and a second orders beside a shop, and a gateway that sends to these what belongs to them. Both
 * pairs work on the same databases, as replicas behind two load balancers would.
 *
 * @returns the second gateway.
 * @throws Error when one of them does not come up.
 */
export async function startSecondReplicas(
  first: First,
  settings: Readonly<Record<string, string>>,
  parts: AsyncDisposableStack,
): Promise<string> {
  const base = await freePortBase();
  const firstBase = Number(new URL(first.url).port);
  const at = (name: PortName, of: number) => `http://127.0.0.1:${of + portOffsets[name]}/graphql`;
  const elsewhere = (['users', 'payments', 'notifications'] as const).map((name) => `${name}=${at(name, firstBase)}`);
  const env = {
    ...process.env,
    ...settings,
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    PORT_BASE: String(base),
    MONGODB_URI: first.mongodbUri,
    KEYS_DIR: join(first.dataDir, 'keys'),
    DATABASE_PREFIX: first.databasePrefix,
    USERS_URL: at('users', firstBase),
    PAYMENTS_URL: at('payments', firstBase),
    SUBGRAPH_URLS: elsewhere.join(','),
  };
  for (const folder of ['subgraphs/products', 'subgraphs/orders', 'gateway']) {
    const child = spawn(process.execPath, [`${folder}/main.ts`], {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
    });
    parts.defer(() => end(child));
  }
  for (const name of ['products', 'orders', 'gateway'] as const) await ready(name, base + portOffsets[name]);
  return at('gateway', base);
}

async function ready(name: string, port: number): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await pause(200)) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined); // not listening yet
    if (answer?.ok) return;
  }
  throw new Error(`the second ${name} was not ready within ${READY_MS / 1_000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const isLate = await Promise.race([exited.then(() => false), pause(STOP_MS, true, { ref: false })]);
  if (isLate) child.kill('SIGKILL');
}
