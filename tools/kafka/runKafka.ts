import type { Environment } from '#kernel/config.ts';
import { AppError } from '#kernel/errors.ts';
import { claimFolder } from '../processes/claim.ts';
import { keepRunning } from '../processes/keepRunning.ts';
import { requireFreePort } from '../processes/ports.ts';
import type { Say } from '../processes/progress.ts';
import { awaitBroker } from './awaitBroker.ts';
import type { Broker, Place } from './broker.ts';
import { dockerBroker } from './docker.ts';
import { mavenBroker } from './maven.ts';

const READY_MS = 90_000;

export type RunningKafka = {
  readonly brokers: string;
  stop(): Promise<void>;
  /** Removes the data of a stopped broker. */
  dispose(): Promise<void>;
};

type Options = Place & { env: Environment; say: Say };

/**
 * Runs a real Apache Kafka, by Docker where its daemon answers, else by Maven and Java.
 *
 * @throws AppError UNAVAILABLE (NO_KAFKA, PORT_TAKEN, PROCESS_ENDED, KAFKA_NOT_READY), CONFLICT (FOLDER_IN_USE).
 */
export async function runKafka({ env, say, ...place }: Options): Promise<RunningKafka> {
  const { port, dir } = place;
  const claim = await claimFolder(dir);
  try {
    await requireFreePort(port, 'Kafka');
    const broker = await findBroker(env, say);
    await broker.prepare(place);
    const running = await keepRunning({
      name: 'kafka',
      say,
      spawn: () => {
        const child = broker.spawn(place);
        if (child.pid) claim.noteChild(child.pid);
        return child;
      },
      ready: (signal) => awaitBroker(port, READY_MS, signal),
      explain: (how) => `Kafka ended (${how}): ${broker.explain(place)}`,
    });
    const stop = () => running.stop().finally(claim.release);
    return { brokers: `127.0.0.1:${port}`, stop, dispose: () => broker.dispose(place) };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** @throws AppError UNAVAILABLE (NO_KAFKA) with what was tried. */
export async function findBroker(env: Environment, say: Say): Promise<Broker> {
  const docker = await dockerBroker(env, say);
  if (typeof docker !== 'string') return docker;
  const maven = await mavenBroker(env, say);
  if (typeof maven !== 'string') return maven;
  const message = `no Kafka to be had: install Docker, or Maven and Java 17 (tried: ${docker}; ${maven})`;
  throw new AppError('UNAVAILABLE', 'NO_KAFKA', message);
}
