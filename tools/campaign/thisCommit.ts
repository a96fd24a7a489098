import { projectRoot } from '../paths.ts';
import { runCommand } from '../processes/command.ts';

/** What the shop under trial is made of. */
export type Commit = {
  readonly id: string;
  /** Files of it were changed. New ones, such as a report, do not count: nothing that is unchanged uses them. */
  readonly isDirty: boolean;
};

/** Undefined where there is no git, or no repository. */
export async function thisCommit(cwd = projectRoot): Promise<Commit | undefined> {
  const git = (...args: string[]) => runCommand('git', args, { cwd });
  try {
    const id = await git('rev-parse', 'HEAD');
    const changes = await git('status', '--porcelain', '--untracked-files=no');
    return { id: id.trim(), isDirty: changes.trim() !== '' };
  } catch {
    return undefined;
  }
}

/** As people write it. */
export const commitText = (commit: Commit | undefined): string =>
  commit ? `${commit.id.slice(0, 7)}${commit.isDirty ? ' with changes' : ''}` : 'unknown';
