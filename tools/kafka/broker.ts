import type { ChildProcess } from 'node:child_process';

/** Where one broker runs: its port on 127.0.0.1 and its folder. */
export type Place = { readonly port: number; readonly dir: string };

/** A way to run Kafka on this machine. */
export type Broker = {
  prepare(place: Place): Promise<void>;
  spawn(place: Place): ChildProcess;
  /** For what `spawn` gave: the child may only stand for the broker itself. */
  signal(place: Place, child: ChildProcess, name: NodeJS.Signals): Promise<void>;
  /** Where to read why the broker ended. */
  explain(place: Place): string;
  /** Removes the data. */
  dispose(place: Place): Promise<void>;
};
