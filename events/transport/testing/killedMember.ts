import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TransportConfig } from '../open.ts';

type Options = { config: TransportConfig; group: string; topic: string; hangAfter: number };

/** Lets another process handle messages and kills it in the middle of one. @returns the values that it had handled. */
export async function handleAndDie(options: Options): Promise<string[]> {
  const script = new URL('member.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const handled: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    handled.push(line);
    if (handled.length === options.hangAfter) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  return handled;
}
