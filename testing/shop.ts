import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portOffsets } from '#subgraphs/directory.ts';

const START_MS = 60_000;
const STOP_MS = 20_000;
export const DEMO_PASSWORD = 'correct horse battery staple';

export type Shop = {
  readonly url: string;
  readonly mailUrl: string;
  readonly explorerUrl: string;
  readonly dataDir: string;
  /** Ends every process of the shop at once, mongod included, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an operator would. @throws Error when it does not end well. */
  stop(): Promise<void>;
  /** Starts it again, with the data it had. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
};

/**
 * A whole shop as `npm start` brings it up, on ports and data of its own. `env` may choose Kafka, or the ports; `project` is
 * the folder of another copy of this project.
 */
export async function startShop(
  env: Record<string, string> = {},
  args: readonly string[] = [],
  project = '.',
): Promise<Shop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bazaar-shop-'));
  const base = env['PORT_BASE'] ? Number(env['PORT_BASE']) : await freePortBase();
  const variables = { ...env, DATA_DIR: dataDir, PORT_BASE: String(base), DEMO_PASSWORD, NODE_ENV: 'development' };
  let running: RunningShop | undefined;
  const shop: Shop = {
    url: `http://127.0.0.1:${base}/graphql`,
    mailUrl: `http://127.0.0.1:${base + 20}`,
    explorerUrl: `http://127.0.0.1:${base}/`,
    dataDir,
    kill: async () => {
      await running?.end('SIGKILL');
      await killChildren(dataDir);
    },
    stop: async () => running?.end('SIGTERM'),
    start: async () => {
      running = new RunningShop(variables, args, project);
      await running.ready(`http://127.0.0.1:${base}/health/ready`);
    },
    dispose: async () => {
      await running?.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await shop.start();
  } catch (error) {
    await shop.kill();
    throw error;
  }
  return shop;
}

class RunningShop {
  readonly #process: ChildProcess;
  readonly #exited: Promise<number | null>;
  #output = '';

  constructor(env: Record<string, string>, args: readonly string[], cwd: string) {
    // A process group of its own, so that everything it started can be ended with it.
    this.#process = spawn(process.execPath, ['tools/start/cli.ts', ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#exited = new Promise((resolve) => this.#process.once('exit', resolve));
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-20_000);
      });
    }
  }

  async ready(url: string): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (!(await answersOk(url))) {
      if (this.#process.exitCode !== null) throw new Error(`the shop ended while starting:\n${this.#output}`);
      if (Date.now() > deadline) throw new Error(`the shop was not ready within ${START_MS} ms:\n${this.#output}`);
      await pause(100);
    }
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
    const code = await Promise.race([this.#exited, pause(STOP_MS).then(() => 'late' as const)]);
    if (signal === 'SIGTERM' && code !== 0) throw new Error(`the shop did not stop well (${code}):\n${this.#output}`);
  }
}

/** mongod and the services of `--processes` are in process groups of their own, which Ctrl-C doesn't reach. */
async function killChildren(dataDir: string): Promise<void> {
  for (const folder of ['shop', 'mongod']) {
    const claim = await readFile(join(dataDir, folder, 'owner.json'), 'utf8').catch(() => '{}');
    for (const { pid } of JSON.parse(claim).children ?? []) killIfAlive(pid);
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // not listening yet
  }
}

/** Offsets up to 40 are used, so a base is taken of which none of the first 50 is likely in use. */
export async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 20_000 + 50 * Math.floor(Math.random() * 200);
    const free = await Promise.all(Object.values(portOffsets).map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
