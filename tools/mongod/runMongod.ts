import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '#kernel/errors.ts';
import { claimFolder } from '../processes/claim.ts';
import { keepRunning } from '../processes/keepRunning.ts';
import { requireReleasedPort } from '../processes/ports.ts';
import type { Say } from '../processes/progress.ts';
import { becomePrimary, replicaSetArgs, replicaSetUri } from './replicaSet.ts';

const READY_MS = 60_000;

type Options = {
  binary: string;
  /** Data, log and claim live here and survive the process. */
  dir: string;
  port: number;
  say: Say;
};

export type RunningMongod = { readonly uri: string; stop(): Promise<void> };

/**
 * Runs a mongod as a replica set of one on 127.0.0.1, and starts it again when it dies.
 *
 * @throws AppError CONFLICT (FOLDER_IN_USE), UNAVAILABLE (PORT_TAKEN, PROCESS_ENDED, MONGOD_NOT_READY).
 */
export async function runMongod({ binary, dir, port, say }: Options): Promise<RunningMongod> {
  const claim = await claimFolder(dir);
  const log = join(dir, 'mongod.log');
  try {
    await requireReleasedPort(port, 'mongod');
    mkdirSync(join(dir, 'db'), { recursive: true });
    rmSync(log, { force: true });
    const running = await keepRunning({
      name: 'mongod',
      say,
      spawn: () => spawnMongod(binary, dir, port, log, claim.noteChild),
      ready: (signal) => becomePrimary(port, { signal, timeoutMs: READY_MS }),
      explain: (how) => `mongod ended (${how}): ${lastComplaint(log)}`,
    });
    const stop = () => running.stop().finally(claim.release);
    return { uri: replicaSetUri(port), stop };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** Starts the program and no more: `becomePrimary` waits for it. */
export function spawnMongod(
  binary: string,
  dir: string,
  port: number,
  log: string,
  noteChild: (pid: number) => void,
): ChildProcess {
  const settings = {
    // A killed service's open transaction keeps its documents locked for so long.
    transactionLifetimeLimitSeconds: 3,
    // A replica set of one has nobody to hand over to when it is asked to stop.
    shutdownTimeoutMillisForSignaledShutdown: 100,
    diagnosticDataCollectionEnabled: false,
  };
  const args = [
    ...['--dbpath', join(dir, 'db'), '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...[...replicaSetArgs, '--oplogSize', '256', '--wiredTigerCacheSizeGB', '0.25'],
    ...['--logpath', log, '--logappend', '--quiet'],
    ...Object.entries(settings).flatMap(([name, value]) => ['--setParameter', `${name}=${value}`]),
  ];
  // Its own process group: Ctrl-C must reach the services first, and mongod last.
  const child = spawn(binary, args, { detached: true, stdio: 'ignore' });
  if (child.pid) noteChild(child.pid);
  return child;
}

/** The last error that mongod logged, for a person who wonders why it ended. */
function lastComplaint(log: string): string {
  try {
    const line = readFileSync(log, 'utf8')
      .split('\n')
      .findLast((text) => /"s":"[EF]"/.test(text));
    if (!line) return `see ${log}`;
    const { msg, attr } = JSON.parse(line);
    return `${msg} ${JSON.stringify(attr ?? {})} (see ${log})`;
  } catch (error) {
    return messageOf(error);
  }
}
