import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';
import { projectRoot } from '../paths.ts';
import { keepRunning } from '../processes/keepRunning.ts';
import { reachable } from '../processes/ports.ts';
import type { Say } from '../processes/progress.ts';
import type { ServiceEntry } from './findServices.ts';
import { type Hosted, stopDoorFirst } from './host.ts';
import type { Output } from './output.ts';

const READY_MS = 60_000;
const POLL_MS = 100;
const PROBE_MS = 1_000;
const KEPT_CHARACTERS = 2_000;
const PRELOADED = new URL('childOfShop.ts', import.meta.url).href;

type Options = { host: string; portBase: number; output: Output; say: Say; noteChild: (pid: number) => void };

/**
 * Gives each service a process of its own, and starts it again when it dies.
 *
 * @throws AppError UNAVAILABLE (PROCESS_ENDED, NOT_READY) of the first that can't start; the others are stopped.
 */
export async function hostInProcesses(entries: readonly ServiceEntry[], options: Options): Promise<Hosted> {
  const failed = new AbortController();
  const starts = entries.map((entry) =>
    keepService(entry, options, failed.signal).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  const settled = await Promise.allSettled(starts);
  const running = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const stop = () => stopDoorFirst(running);
  if (!failed.signal.aborted) return { variables: [], stop };
  await stop();
  throw failed.signal.reason;
}

async function keepService({ name, main, portOffset }: ServiceEntry, options: Options, signal: AbortSignal) {
  const { host, portBase, output, say, noteChild } = options;
  // What a starting service complains about becomes our own message; later it goes where such lines belong.
  let complaint = '';
  let isReady = false;
  const start = () => {
    const child = spawnService(main);
    if (child.pid) {
      noteChild(child.pid);
      if (isWorker(main)) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    }
    complaint = '';
    isReady = false;
    forwardLines(child, output);
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-KEPT_CHARACTERS);
      if (isReady) process.stderr.write(chunk);
    });
    return child;
  };
  const ready = async (ended: AbortSignal) => {
    await awaitReady(name, `http://${reachable(host)}:${portBase + portOffset}/health/ready`, ended);
    isReady = true;
  };
  const kept = await keepRunning({
    name,
    say,
    signal,
    spawn: start,
    ready,
    explain: (how) => complaint.trim().replace(`${name} can't start: `, '') || `${name} ended (${how})`,
  });
  return { name, stop: kept.stop };
}

/** Nobody waits for it: where the machine is at its limit, those who serve requests go first. */
const isWorker = (main: string): boolean => main.includes('/events/workers/');

/** Nine heaps on one machine: a small young generation costs some collections, and saves more than 10 MiB each. */
const SMALL_HEAP = '--max-semi-space-size=4';

/** glibc gives threads memory arenas of their own, which a service with little to do never fills. */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' };

/** Detached, so that Ctrl-C reaches only this process, which then stops all in order. */
const spawnService = (main: string): ChildProcess =>
  spawn(process.execPath, [SMALL_HEAP, '--import', PRELOADED, main], {
    cwd: projectRoot,
    env: { ...FEW_ARENAS, ...process.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

function forwardLines({ stdout }: ChildProcess, { destination }: Output): void {
  if (stdout) createInterface({ input: stdout }).on('line', (line) => destination.write(`${line}\n`));
}

async function awaitReady(name: string, url: string, ended: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await answersOk(url))) {
    ended.throwIfAborted();
    if (Date.now() > deadline)
      throw new AppError('UNAVAILABLE', 'NOT_READY', `${name} was not ready in ${READY_MS} ms`);
    await pause(POLL_MS);
  }
}

const answersOk = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(PROBE_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
