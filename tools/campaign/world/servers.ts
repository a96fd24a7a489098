import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { awaitBroker } from '../../kafka/awaitBroker.ts';
import { findBroker } from '../../kafka/runKafka.ts';
import { findMongod } from '../../mongod/findMongod.ts';
import { becomePrimary, replicaSetUri } from '../../mongod/replicaSet.ts';
import { spawnMongod } from '../../mongod/runMongod.ts';
import { freePort } from '../../processes/ports.ts';
import type { RunFolder } from './runFolder.ts';
import { Supervised } from './supervised.ts';

const READY_MS = 120_000;

type Reports = { readonly onEnd: (name: string, how: string) => void; readonly say: (line: string) => void };

export type Server = { readonly process: Supervised; readonly port: number };

/** A mongod of its own, as `npm start` runs one. */
export async function startMongod(folder: RunFolder, { onEnd, say }: Reports): Promise<Server & { uri: string }> {
  const binary = await findMongod(process.env, say);
  const port = await freePort();
  const [dir, logs] = [join(folder.dir, 'mongod'), join(folder.dir, 'logs')];
  await Promise.all([join(dir, 'db'), logs].map((each) => mkdir(each, { recursive: true })));
  const running = new Supervised({
    name: 'mongod',
    spawn: () => spawnMongod(binary, dir, port, join(logs, 'mongod.log'), folder.noteChild),
    ready: (signal) => becomePrimary(port, { signal, timeoutMs: READY_MS }),
    onEnd: (how) => onEnd('mongod', how),
    onTrouble: say,
  });
  await running.whenReady;
  return { process: running, port, uri: replicaSetUri(port) };
}

/** A broker of its own, by Docker or Maven. `dispose` removes its data once it has ended. */
export async function startKafka(
  folder: RunFolder,
  { onEnd, say }: Reports,
): Promise<Server & { dispose(): Promise<void> }> {
  const broker = await findBroker(process.env, say);
  const place = { port: await freePort(), dir: join(folder.dir, 'kafka') };
  await mkdir(place.dir, { recursive: true });
  await broker.prepare(place);
  const running: Supervised = new Supervised({
    name: 'kafka',
    spawn: () => {
      const child = broker.spawn(place);
      if (child.pid) folder.noteChild(child.pid);
      return child;
    },
    ready: (signal) => awaitBroker(place.port, READY_MS, signal),
    onEnd: (how) => onEnd('kafka', how),
    onTrouble: say,
    signal: async (name) => {
      if (running.child) await broker.signal(place, running.child, name);
    },
  });
  await running.whenReady;
  return { process: running, port: place.port, dispose: () => broker.dispose(place) };
}
