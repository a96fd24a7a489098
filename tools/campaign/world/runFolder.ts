import { mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDir } from '../../paths.ts';
import { type Claim, claimFolder } from '../../processes/claim.ts';
import { identityOf } from '../../processes/identity.ts';

export type RunFolder = Pick<Claim, 'noteChild'> & { readonly dir: string; remove(): Promise<void> };

let made = 0;

/** A folder for what one world keeps. What worlds of killed campaigns left running or lying about is ended first. */
export async function makeRunFolder(): Promise<RunFolder> {
  const root = join(dataDir(process.env), 'campaign');
  mkdirSync(root, { recursive: true });
  await sweep(root);
  made += 1;
  const dir = join(root, `world-${process.pid}-${made}`);
  const claim = await claimFolder(dir);
  return { dir, noteChild: claim.noteChild, remove: () => rm(dir, { recursive: true, force: true }) };
}

async function sweep(root: string): Promise<void> {
  const dead = readdirSync(root).filter((name) => {
    const pid = /^world-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && !identityOf(Number(pid));
  });
  for (const name of dead) {
    const dir = join(root, name);
    // Taking it over ends what still runs there.
    await claimFolder(dir);
    await rm(dir, { recursive: true, force: true });
  }
}
