import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../paths.ts';
import { isReady, until } from './health.ts';
import type { Place } from './memberTable.ts';
import { Supervised } from './supervised.ts';

const PRELOADED = ['../../start/childOfShop.ts', './preload.ts'].map((file) => new URL(file, import.meta.url).href);
/** Twenty heaps on one machine: a small young generation saves more than 10 MiB each. */
const SMALL_HEAP = '--max-semi-space-size=4';

type Options = {
  readonly place: Place;
  /** Path of its main.ts. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it writes is added there. */
  readonly logFile: string;
  /** One more module that is loaded before it. */
  readonly preload: string | undefined;
  readonly noteChild: (pid: number) => void;
  readonly onEnd: (how: string) => void;
  readonly say: (line: string) => void;
};

/** One process of the shop, started again whenever it ends. */
export function superviseMember({ place, main, env, logFile, preload, noteChild, onEnd, say }: Options): Supervised {
  const { member, port } = place;
  const modules = preload ? [...PRELOADED, pathToFileURL(preload).href] : PRELOADED;
  const args = [SMALL_HEAP, ...modules.flatMap((module) => ['--import', module]), main];
  const start = (): ChildProcess => {
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: { ...env },
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    // Sending to one that is being killed.
    child.on('error', () => undefined);
    if (child.pid) noteChild(child.pid);
    return child;
  };
  return new Supervised({
    name: member,
    spawn: start,
    ready: (signal) => until(() => isReady(port), signal),
    onEnd: (how) => onEnd(how.startsWith('exit') ? `${how}: ${lastLineOf(logFile)}` : how),
    onTrouble: say,
  });
}

/** What it said last; of a process that could not start that is why. */
const lastLineOf = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
