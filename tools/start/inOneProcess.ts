import { AppError, type Reason } from '#kernel/errors.ts';
import type { AnyService } from '#kernel/lifecycle.ts';
import { makeLogger } from '#kernel/logging.ts';
import type { ServiceEntry } from './findServices.ts';
import { type Hosted, stopDoorFirst } from './host.ts';
import { loadService } from './loadService.ts';
import type { Output } from './output.ts';

/** How long the services that are still starting get to fail too, so that one report names every bad variable. */
const OTHER_FAILURES_MS = 500;

/** Imports every main.ts, which takes a second of the processor and needs no database yet. */
export const loadServices = (entries: readonly ServiceEntry[]): Promise<AnyService[]> =>
  Promise.all(entries.map(loadService));

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
  const launches = services.map((service) => service.launch(process.env, loggerOf(service.name, logLevel, output)));
  try {
    const running = await Promise.all(launches);
    return { variables: services.flatMap((service) => service.variables), stop: () => stopDoorFirst(running) };
  } catch (error) {
    const settled = await settledWithin(launches, OTHER_FAILURES_MS);
    await stopDoorFirst(settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
    throw combined(settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))) ?? error;
  }
}

/** One destination for all: a pretty logger of its own for each would mean a thread for each. */
const loggerOf = (name: string, level: string, { destination }: Output) =>
  makeLogger({ name, level, format: 'json', destination });

/** The outcome of those that have one by then. */
async function settledWithin<Value>(promises: readonly Promise<Value>[], ms: number) {
  const settled: PromiseSettledResult<Value>[] = [];
  const noted = Promise.all(
    promises.map((promise) =>
      promise.then(
        (value) => settled.push({ status: 'fulfilled', value }),
        (reason) => settled.push({ status: 'rejected', reason }),
      ),
    ),
  );
  await Promise.race([noted, new Promise((resolve) => setTimeout(resolve, ms))]);
  return settled;
}

function combined(errors: readonly unknown[]): AppError | undefined {
  const bad = errors
    .filter((error) => error instanceof AppError)
    .filter(({ reason }) => reason === 'BAD_CONFIGURATION');
  if (bad.length === 0) return undefined;
  const reasons = new Map<string, Reason>(bad.flatMap((error) => error.reasons).map((each) => [each.param, each]));
  const lines = [...reasons.values()].map(({ param, message }) => `  ${param}: ${message}`);
  return new AppError('BAD_USER_INPUT', 'BAD_CONFIGURATION', `these variables need a change:\n${lines.join('\n')}`);
}
