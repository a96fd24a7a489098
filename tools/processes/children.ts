import type { ChildProcess } from 'node:child_process';

/** `exit code 1`, or the name of the signal, or why it could not be started at all. */
export const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });

const children = new Map<ChildProcess, NodeJS.Signals>();

/** However this process ends short of SIGKILL, the child is sent the signal. */
export function endWithThisProcess(child: ChildProcess, signal: NodeJS.Signals): void {
  if (children.size === 0) process.once('exit', endChildren);
  children.set(child, signal);
  child.once('exit', () => {
    children.delete(child);
    if (children.size === 0) process.off('exit', endChildren);
  });
}

function endChildren(): void {
  for (const [child, signal] of children) child.kill(signal);
}
