import { spawnSync } from 'node:child_process';

const OTHERS = 200;

type Wanted = { readonly clients: number; readonly shared: boolean; readonly processes: number };

/** What to tell whoever may not open so many files here; undefined when all is well. */
export function tooFewFiles({ clients, shared, processes }: Wanted): string | undefined {
  // The hard limit: Node goes up to it by itself.
  const limit = Number(spawnSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).stdout);
  const needed = Math.max(shared ? clients : 2 * clients, Math.ceil(clients / processes)) + OTHERS;
  if (Number.isNaN(limit) || limit >= needed) return undefined;
  return `a process may open ${limit} files here, and the gateway needs ${needed} for ${clients} clients: raise the limit (\`ulimit -n ${needed}\` as an administrator) or take fewer clients`;
}
