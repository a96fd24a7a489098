import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#kernel/errors.ts';

/** What a story that is told again after a crash has to know. */
export type Progress = {
  /** The value chosen the first time; it is kept before it is used, so that a crash can't lose it. */
  remember(name: string, choose: () => string): string;
  /** @throws AppError INTERNAL (NOT_REMEMBERED). */
  recall(name: string): string;
  isDone(chapter: string): boolean;
  finish(chapter: string): void;
};

type Kept = { values: Record<string, string>; done: string[] };

/** For a story that is told once. */
export const makeProgress = (kept: Kept = { values: {}, done: [] }, save: () => void = () => undefined): Progress => ({
  remember: (name, choose) => {
    const known = kept.values[name];
    if (known !== undefined) return known;
    const chosen = choose();
    kept.values[name] = chosen;
    save();
    return chosen;
  },
  recall: (name) => {
    const known = kept.values[name];
    if (known === undefined) throw new AppError('INTERNAL', 'NOT_REMEMBERED', `the story knows no ${name} yet`);
    return known;
  },
  isDone: (chapter) => kept.done.includes(chapter),
  finish: (chapter) => {
    kept.done.push(chapter);
    save();
  },
});

/** In a file; `resume` goes on where that file ends. @throws AppError NOT_FOUND (NOTHING_TO_RESUME). */
export function makeFileProgress(file: string, { resume }: { resume: boolean }): Progress {
  if (resume && !existsSync(file)) {
    throw new AppError('NOT_FOUND', 'NOTHING_TO_RESUME', `there is no story to go on with: ${file} does not exist`);
  }
  const kept: Kept = resume ? JSON.parse(readFileSync(file, 'utf8')) : { values: {}, done: [] };
  const save = () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  };
  save();
  return makeProgress(kept, save);
}
