/** What a gateway of the bench is told by its parent. */
export type Setup = {
  readonly supergraphFile: string;
  readonly keysDir: string;
  /** Of the subgraphs. */
  readonly ports: Readonly<Record<string, number>>;
};

export type Usage = { readonly cpuMs: number; readonly rssMb: number };

export const readSetup = (): Setup => JSON.parse(process.argv[2] ?? '{}') as Setup;

/** Tells the parent where it listens, and what it has used so far whenever asked. */
export function report(port: number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 1_048_576 } satisfies Usage);
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}
