import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '#kernel/errors.ts';
import { type Arrivals, arrive } from './arrivals.ts';
import { checkOut } from './checkOut.ts';
import { quantilesOf, type Sample, type StepFigures } from './figures.ts';
import { heldByChildren, usageBetween } from './processTree.ts';
import { propagationSince } from './propagation.ts';
import { readNumbers } from './shopNumbers.ts';
import type { TriedShop } from './triedShop.ts';

const SAMPLE_MS = 1_000;
/** Each look asks every service for all its numbers. */
const LOOK_MS = 300;

type Options = {
  readonly rate: number;
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** Told about once a second, with how many orders were paid so far. */
  readonly onSample: (done: number, sample: Sample) => void;
  /** Told of the first checkout that came to nothing. */
  readonly onFailure: (message: string) => void;
};

/** Lets customers come at one rate, and waits until the shop has done all that follows. */
export async function runStep(
  shop: TriedShop,
  { rate, seconds, signal, onSample, onFailure }: Options,
): Promise<StepFigures> {
  const began = { at: performance.now(), date: new Date(), held: heldByChildren() };
  let done = 0;
  const act = async (index: number) => {
    await checkOut({ client: shop.client, token: shop.customerAt(index) }, shop.linesAt(index));
    done += 1;
  };
  const watch = sampling(shop, (sample) => onSample(done, sample));
  const ending = new AbortController();
  const sampled = watch(ending.signal);
  const used = pause(seconds * 1_000, undefined, { signal }).then(
    () => usageBetween(began.held, heldByChildren(), (performance.now() - began.at) / 1_000),
    () => ({}), // interrupted
  );
  const arrivals = await arrive({ rate, seconds, act, signal });
  const usage = await used;
  ending.abort();
  const samples = await sampled;
  tellFailure(arrivals, onFailure);
  const restMs = await rest(shop, seconds * 1_000, signal);
  return {
    offered: rate,
    reached: arrivals.reached,
    seconds,
    failed: arrivals.failures.length,
    latency: quantilesOf(arrivals.latencies),
    propagation: quantilesOf(await propagationSince(shop.mongo, shop.databasePrefix, began.date)),
    samples,
    restMs,
    usage,
    load: loadavg()[0] ?? 0,
  };
}

function tellFailure({ failures }: Arrivals, onFailure: (message: string) => void): void {
  if (failures.length > 0) onFailure(messageOf(failures[0]));
}

/** Looks once a second until `signal` ends it. */
function sampling({ portBase }: TriedShop, onSample: (sample: Sample) => void) {
  return async (signal: AbortSignal): Promise<Sample[]> => {
    const startedAt = performance.now();
    const samples: Sample[] = [];
    while (!signal.aborted) {
      await pause(SAMPLE_MS, undefined, { signal }).catch(() => undefined); // the end of the step ends the wait
      if (signal.aborted) break;
      const sample = { at: performance.now() - startedAt, ...(await readNumbers(portBase)) };
      samples.push(sample);
      onSample(sample);
    }
    return samples;
  };
}

/** How long it took until nothing waited any more, seen twice; undefined when it took longer than `mostMs`. */
async function rest({ portBase }: TriedShop, mostMs: number, signal: AbortSignal): Promise<number | undefined> {
  const startedAt = performance.now();
  for (let quiet = 0, since = 0; quiet < 2; ) {
    const tookMs = performance.now() - startedAt;
    if (tookMs > mostMs || signal.aborted) return undefined;
    const { outboxPending, consumerAgeMs, mailsWaiting } = await readNumbers(portBase);
    const isQuiet = outboxPending === 0 && consumerAgeMs === 0 && mailsWaiting === 0;
    if (!isQuiet) quiet = 0;
    else if (quiet++ === 0) since = tookMs;
    else return since;
    await pause(LOOK_MS);
  }
  return 0;
}
