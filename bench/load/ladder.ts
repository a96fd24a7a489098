import { startOwnKafka } from '#tools/measure/ownKafka.ts';
import { startOwnMongod } from '#tools/measure/ownMongod.ts';
import { type Bare, measureBare } from './bare.ts';
import type { Sample, StepFigures } from './figures.ts';
import { type Limits, saturationOf } from './saturation.ts';
import { runStep } from './step.ts';
import { openTriedShop, type Servers, type TriedShop } from './triedShop.ts';
import { endOfOplog } from './writtenByShop.ts';

export type TransportName = 'embedded' | 'kafka';

export type Ladder = {
  readonly transport: TransportName;
  readonly steps: readonly StepFigures[];
  /** Why the last step was the last; undefined when the shop kept up with all. */
  readonly saturated: string | undefined;
  readonly bare: Bare | undefined;
};

export type Now = { readonly rate: number; readonly done: number; readonly sample: Sample | undefined };

type Options = Limits & {
  readonly transport: TransportName;
  /** Orders a second, growing. */
  readonly rates: readonly number[];
  readonly seconds: number;
  readonly processes: boolean;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly onProgress: (now: Now) => void;
  readonly onStep: (step: StepFigures) => void;
};

const WARM_UP = { rate: 10, seconds: 5 } as const;

/** Customers at growing rates until the shop doesn't keep up; then the same writes and messages without a shop. */
export async function climb(options: Options): Promise<Ladder> {
  const parts = new AsyncDisposableStack();
  try {
    return await climbWith(parts, options);
  } finally {
    await parts.disposeAsync();
  }
}

async function climbWith(parts: AsyncDisposableStack, options: Options): Promise<Ladder> {
  const { transport, signal, say } = options;
  say(`${transport}: servers and a shop are started`);
  const servers = await startServers(transport, parts);
  const shop = await openTriedShop(servers, options.processes, parts);
  say(`${transport}: the first orders, which count for nothing`);
  // What they compile and connect would be counted for the first step.
  await runStep(shop, { ...WARM_UP, signal, onSample: () => undefined, onFailure: say });
  const { steps, saturated, after } = await stepsOf(shop, options);
  if (signal.aborted) return { transport, steps, saturated, bare: undefined };
  say(`${transport}: the same writes${servers.brokers ? ' and messages' : ''} without a shop`);
  const bare = await measureBare(servers, { client: shop.mongo, prefix: shop.databasePrefix, after });
  return { transport, steps, saturated, bare };
}

async function startServers(transport: TransportName, parts: AsyncDisposableStack): Promise<Servers> {
  const mongod = await startOwnMongod();
  parts.defer(mongod.stop);
  const kafka = transport === 'kafka' ? await startOwnKafka() : undefined;
  if (kafka) parts.defer(kafka.stop);
  return { mongodbUri: mongod.uri, brokers: kafka?.brokers };
}

/** @returns with where in the oplog the last step began with which the shop kept up, or the first. */
async function stepsOf(shop: TriedShop, options: Options) {
  const { rates, seconds, signal, onProgress, onStep, say } = options;
  const steps: StepFigures[] = [];
  let after = await endOfOplog(shop.mongo);
  for (const rate of rates) {
    const began = await endOfOplog(shop.mongo);
    const onSample = (done: number, sample: Sample) => onProgress({ rate, done, sample });
    const step = await runStep(shop, { rate, seconds, signal, onSample, onFailure: say });
    if (signal.aborted) break;
    steps.push(step);
    onStep(step);
    const saturated = saturationOf(step, options);
    if (saturated !== undefined) return { steps, saturated, after };
    after = began;
  }
  return { steps, saturated: undefined, after };
}
