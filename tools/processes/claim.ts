import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { endProcess } from './ending.ts';
import { identityOf, isAlive, type ProcessIdentity } from './identity.ts';

const GRACE_MS = 10_000;
/** A file is made and then written: one that is still empty after this was cut short. */
const WRITTEN_MS = 100;

const identity = z.object({ pid: z.int().positive(), startedAt: z.string() });
const claimFile = z.object({ owner: identity, children: z.array(identity) });
type ClaimFile = z.infer<typeof claimFile>;

/** One process at a time may run servers on a folder of data. */
export type Claim = {
  /** Notes a process that was started, so that a successor of a killed owner can end it. */
  noteChild(pid: number): void;
  release(): void;
};

/**
 * Takes the folder for this process. What a killed owner left running there is ended first.
 *
 * @throws AppError CONFLICT (FOLDER_IN_USE) while another living process owns it.
 */
export async function claimFolder(dir: string): Promise<Claim> {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'owner.json');
  const owner = ownIdentity();
  while (!createdExclusively(file, { owner, children: [] })) await dropStaleClaim(file, dir);
  let children: ProcessIdentity[] = [];
  return {
    noteChild: (pid) => {
      const child = identityOf(pid);
      children = [...children.filter(isAlive), ...(child ? [child] : [])];
      replace(file, { owner, children });
    },
    release: () => rmSync(file, { force: true }),
  };
}

async function dropStaleClaim(file: string, dir: string): Promise<void> {
  const found = read(file) ?? (await pause(WRITTEN_MS).then(() => read(file)));
  if (found && isAlive(found.owner)) {
    const message = `${dir} is in use by process ${found.owner.pid}: stop it first, or set DATA_DIR and PORT_BASE`;
    throw new AppError('CONFLICT', 'FOLDER_IN_USE', message);
  }
  await Promise.all((found?.children ?? []).map((child) => endProcess(child, GRACE_MS)));
  // Whoever came at the same moment may have taken it by now.
  if (isDeepStrictEqual(read(file), found)) rmSync(file, { force: true });
}

/** A file that a crash cut short claims nothing. */
function read(file: string): ClaimFile | undefined {
  try {
    return claimFile.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function createdExclusively(file: string, content: ClaimFile): boolean {
  try {
    writeFileSync(file, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function replace(file: string, content: ClaimFile): void {
  writeFileSync(`${file}.new`, JSON.stringify(content));
  renameSync(`${file}.new`, file);
}

function ownIdentity(): ProcessIdentity {
  const own = identityOf(process.pid);
  if (own) return own;
  throw new AppError('INTERNAL', 'NO_IDENTITY', 'this system does not say when a process started');
}
