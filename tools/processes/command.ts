import { spawn } from 'node:child_process';
import { AppError } from '#kernel/errors.ts';

const KEPT_CHARACTERS = 4_000;

type Options = { cwd?: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal };

/**
 * Runs a program to its end.
 *
 * @returns what it wrote to standard output.
 * @throws AppError UNAVAILABLE (COMMAND_FAILED) with the last line it wrote, also when it can't be started.
 */
export function runCommand(command: string, args: readonly string[], options: Options = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-KEPT_CHARACTERS);
    });
    child.on('error', (error) => reject(failed(command, error.message, error)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(failed(command, lastLine(complaint) ?? lastLine(output) ?? `ended with ${signal ?? code}`));
    });
  });
}

const failed = (command: string, why: string, cause?: unknown) =>
  new AppError('UNAVAILABLE', 'COMMAND_FAILED', `${command}: ${why}`, { cause });

const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').findLast(Boolean)?.trim();
