import type { ChildProcess } from 'node:child_process';

/** A listener beside the plain one, as brokers have it that are not on one machine with their clients. */
export type SecureListener = {
  /** On localhost. */
  readonly port: number;
  /** Of the listener alone: https://kafka.apache.org/41/security/. */
  readonly settings: Readonly<Record<string, string>>;
};

/** Where one broker runs: its port on 127.0.0.1 and its folder. */
export type Place = { readonly port: number; readonly dir: string; readonly secure?: SecureListener };

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
