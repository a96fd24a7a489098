import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { currentSpan, during, type Span } from '../tracing/span.ts';
import { isOutage } from './isOutage.ts';
import { isDuplicateKey } from './mongo.ts';

const MAX_JITTER_MS = 100;

type Options<Request, Result> = {
  /**
   * Reads, decides and writes a whole batch in one transaction, and answers each request in its place: a refusal is a
   * rejected answer, not a failed batch. When it fails nothing is written. It runs again after a conflict, so it reads
   * anew each time; after a lost answer it meets its own writes, so requests are repeatable.
   */
  commit(batch: readonly Request[]): Promise<readonly PromiseSettledResult<Result>[]>;
  /** How many requests one transaction takes. */
  maxBatch?: number;
  /** How many requests may wait; more are refused at once. */
  maxWaiting?: number;
  /** How long one batch is tried again before its callers hear UNAVAILABLE, in milliseconds. */
  patienceMs?: number;
};

type Waiting<Request, Result> = {
  readonly request: Request;
  /** Of whoever waits, where that is traced. */
  readonly span: Span | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Many small transactions on the same few documents as a few large ones: what arrives while a commit is in flight waits
 * and goes into the next. A lone request is committed at once. Requests are decided in the order of their arrival.
 *
 * The returned function rejects with the request's own refusal, or with UNAVAILABLE (COMMIT_CONTENDED after `patienceMs`
 * of conflicts or outage, QUEUE_FULL).
 */
export function makeGroupCommit<Request, Result>({
  commit,
  maxBatch = 500,
  maxWaiting = 20_000,
  patienceMs = 5_000,
}: Options<Request, Result>): (request: Request) => Promise<Result> {
  // A batch belongs to none of its callers: it must join neither the transaction nor the log lines of one of them.
  const outside = AsyncLocalStorage.snapshot();
  const waiting: Waiting<Request, Result>[] = [];
  let isBusy = false;

  const settle = async (batch: readonly Waiting<Request, Result>[]): Promise<void> => {
    try {
      const requests = batch.map(({ request }) => request);
      answer(batch, await during(spanOf(batch), () => untilCommitted(() => commit(requests), patienceMs)));
    } catch (error) {
      // One request that can't be written at all must not fail those that came at the same moment.
      if (batch.length > 1 && !mayPass(error)) for (const each of batch) await settle([each]);
      else for (const { reject } of batch) reject(error);
    }
  };
  const work = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) await settle(waiting.splice(0, maxBatch));
    isBusy = false;
  };

  return (request) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) {
        reject(new AppError('UNAVAILABLE', 'QUEUE_FULL', 'too many requests are waiting: try again later'));
        return;
      }
      waiting.push({ request, span: currentSpan(), resolve, reject });
      if (!isBusy) outside(() => void work());
    });
}

/** A commit has one place in one trace: that of the first for whom it is made. */
const spanOf = (batch: readonly Waiting<unknown, never>[]): Span | undefined =>
  batch.find(({ span }) => span?.isRecorded)?.span?.child('together', 'internal', { 'bazaar.batch': batch.length });

function answer<Request, Result>(
  batch: readonly Waiting<Request, Result>[],
  results: readonly PromiseSettledResult<Result>[],
): void {
  batch.forEach(({ resolve, reject }, position) => {
    const result = results[position];
    if (result?.status === 'fulfilled') resolve(result.value);
    else reject(result?.reason ?? new AppError('INTERNAL', 'NO_ANSWER', 'the batch left a request without an answer'));
  });
}

async function untilCommitted<Results>(commit: () => Promise<Results>, patienceMs: number): Promise<Results> {
  const deadline = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commit();
    } catch (error) {
      if (!mayPass(error)) throw error;
      if (performance.now() >= deadline) throw gaveUp(error);
      // Two replicas that conflicted must not come back at the same moment.
      await delay(Math.random() * Math.min(5 * attempt, MAX_JITTER_MS));
    }
  }
}

/** Whether reading and deciding again may end well: somebody else wrote, or the database is away for a moment. */
const mayPass = (error: unknown): boolean =>
  isOutage(error) || isDuplicateKey(error) || (error instanceof AppError && error.code === 'CONFLICT');

const gaveUp = (cause: unknown) =>
  new AppError('UNAVAILABLE', 'COMMIT_CONTENDED', 'the change could not be written now: try again', { cause });
