import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Part, Usage } from './figures.ts';

/** What processes have used since they began, and have now. */
export type Held = { readonly cpuSeconds: number; readonly pssMb: number; readonly rssMb: number };
export type HeldByPart = Partial<Record<Part, Held>>;

const PARTS: Readonly<Record<string, Part>> = { node: 'shop', mongod: 'mongod', java: 'broker' };
const KB_OF_MB = 1_024;

let ticksPerSecond: number | undefined;

/** proc(5): what utime and stime are counted in. */
const ticksOfSecond = (): number => {
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return ticksPerSecond;
};

type Stat = { readonly pid: number; readonly parent: number; readonly ticks: number };

/** Everything that this process has started and what that has started, by what it is. Nothing but on Linux. */
export function heldByChildren(): HeldByPart {
  if (process.platform !== 'linux') return {};
  const held: HeldByPart = {};
  const ticksEach = ticksOfSecond();
  for (const { pid, ticks } of descendants(process.pid)) {
    const part = PARTS[nameOf(pid)];
    if (!part) continue;
    const { cpuSeconds, pssMb, rssMb } = held[part] ?? { cpuSeconds: 0, pssMb: 0, rssMb: 0 };
    const memory = memoryOf(pid);
    held[part] = {
      cpuSeconds: cpuSeconds + ticks / ticksEach,
      pssMb: pssMb + memory.pssMb,
      rssMb: rssMb + memory.rssMb,
    };
  }
  return held;
}

/** What they used of the machine between two looks, `seconds` apart. */
export function usageBetween(before: HeldByPart, after: HeldByPart, seconds: number): Partial<Record<Part, Usage>> {
  const parts = Object.keys(after) as Part[];
  return Object.fromEntries(
    parts.map((part) => {
      const { cpuSeconds = 0, pssMb = 0, rssMb = 0 } = after[part] ?? {};
      return [part, { cores: (cpuSeconds - (before[part]?.cpuSeconds ?? 0)) / seconds, pssMb, rssMb }];
    }),
  );
}

function descendants(root: number): Stat[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const below = (pid: number): Stat[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

/** proc(5), /proc/pid/stat: behind the name in parentheses 1 is the parent, 11 and 12 are utime and stime. */
function statOf(pid: number): Stat | undefined {
  const text = read(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return text === '' ? undefined : { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

const nameOf = (pid: number): string => basename(read(`/proc/${pid}/cmdline`).split('\0')[0] ?? '');

function memoryOf(pid: number) {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const inMb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / KB_OF_MB;
  return { pssMb: inMb('Pss'), rssMb: inMb('Rss') };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended meanwhile
  }
}
