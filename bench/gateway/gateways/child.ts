import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

/** What a gateway of the bench is told by its parent. */
export type Setup = {
  readonly supergraphFile: string;
  readonly keysDir: string;
  /** Of the subgraphs. */
  readonly ports: Readonly<Record<string, number>>;
};

export type Usage = { readonly cpuMs: number; readonly rssMb: number };

export const readSetup = (): Setup => JSON.parse(process.argv[2] ?? '{}') as Setup;

type Task = { readonly profile: 'start' } | { readonly profile: 'stop'; readonly file: string };

/** Tells the parent where it listens, and what it has used so far whenever asked; takes a CPU profile when told to. */
export function report(port: number): void {
  const session = new Session();
  session.connect();
  process.on('message', async (task: Task | 'tell') => {
    if (task !== 'tell' && task.profile === 'start') {
      await session.post('Profiler.enable');
      await session.post('Profiler.start');
    } else if (task !== 'tell') {
      const { profile } = await session.post('Profiler.stop');
      await writeFile(task.file, JSON.stringify(profile));
    }
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 1_048_576 } satisfies Usage);
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}
