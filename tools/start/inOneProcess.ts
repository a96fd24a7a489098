import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { badConfiguration } from '#kernel/config.ts';
import type { AnyService, Running } from '#kernel/lifecycle.ts';
import { makeLogger } from '#kernel/logging.ts';
import type { ServiceEntry } from './findServices.ts';
import { type Hosted, stopDoorFirst } from './host.ts';
import { loadService } from './loadService.ts';
import type { Output } from './output.ts';

/** How long the other services get to come up, so that they can be stopped well when one can't start. */
const OTHERS_MS = 500;

/**
 * Imports every main.ts, which takes a second of the processor and needs no database yet. The first time, keeping what was compiled
 * takes another two, in which nothing else runs: once it serves, customers would wait, and at the end it would take from the
 * time to drain.
 */
export async function loadServices(entries: readonly ServiceEntry[]): Promise<AnyService[]> {
  const services = await Promise.all(entries.map(loadService));
  flushCompileCache();
  return services;
}

/**
 * Hosts all services in this process.
 *
 * @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION) for the variables of all services at once, and what the first
 * failing service threw.
 */
export async function hostInOneProcess(
  loading: Promise<readonly AnyService[]>,
  logLevel: string,
  output: Output,
): Promise<Hosted> {
  const services = await loading;
  const complaints = services.flatMap((service) => service.badVariables(process.env));
  if (complaints.length > 0) throw badConfiguration(complaints);
  const launches = services.map((service) => service.launch(process.env, loggerOf(service.name, logLevel, output)));
  try {
    const running = await Promise.all(launches);
    return { variables: services.flatMap((service) => service.variables), stop: () => stopDoorFirst(running) };
  } catch (error) {
    await stopDoorFirst(await launchedWithin(launches, OTHERS_MS));
    throw error;
  }
}

/** One destination for all: a pretty logger of its own for each would mean a thread for each. */
const loggerOf = (name: string, level: string, { destination }: Output) =>
  makeLogger({ name, level, format: 'json', destination });

/** Those that have been launched by then; the rest end with the process. */
async function launchedWithin(launches: readonly Promise<Running>[], ms: number): Promise<Running[]> {
  const launched: Running[] = [];
  const noted = Promise.allSettled(launches.map((launch) => launch.then((running) => launched.push(running))));
  await Promise.race([noted, pause(ms, undefined, { ref: false })]);
  return launched;
}
