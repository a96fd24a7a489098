import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { AppError } from '#kernel/errors.ts';
import type { PlanAnswer, PlanRequest } from './planRequest.ts';

export type PlanAside = {
  /** @throws AppError BAD_USER_INPUT (PLANNING_TIMEOUT), UNAVAILABLE (PLANNER_BUSY), INTERNAL (PLANNING_FAILED). */
  plan(request: PlanRequest): Promise<QueryPlan>;
  /** Ends the thread; who waits is told that the planner is busy. */
  stop(): Promise<void>;
};

type Options = {
  /** As the planner takes it. */
  readonly sdl: string;
  /** How long one plan may take, in milliseconds, from when the thread begins with it. */
  readonly timeoutMs: number;
};

type Job = { readonly request: PlanRequest } & Pick<PromiseWithResolvers<QueryPlan>, 'resolve' | 'reject'>;

const MOST_WAITING = 20;
/** The thread holds a supergraph of its own: it goes when it is not needed. */
const IDLE_MS = 60_000;
const THREAD = new URL('./plannerThread.ts', import.meta.url);

/** Plans on a thread of its own, one operation after the other. A plan that takes too long ends the thread; the next has a new one. */
export function makePlanAside({ sdl, timeoutMs }: Options): PlanAside {
  const waiting: Job[] = [];
  let running: Job | undefined;
  let worker: Worker | undefined;
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;

  const end = (): Promise<number> | undefined => {
    clearTimeout(timer);
    const ended = worker?.removeAllListeners().terminate();
    worker = undefined;
    isReady = false;
    return ended;
  };

  const settle = (conclude: (job: Job) => void) => {
    const job = running;
    running = undefined;
    clearTimeout(timer);
    if (job) conclude(job);
    next();
  };

  const begin = () => {
    worker = new Worker(THREAD, { workerData: sdl });
    worker.unref();
    worker.on('message', (answer: PlanAnswer) => {
      if (answer.kind === 'ready') {
        isReady = true;
        return next();
      }
      settle(({ resolve, reject }) =>
        answer.kind === 'planned' ? resolve(answer.plan) : reject(failed(answer.message)),
      );
    });
    worker.on('error', (error) => {
      void end();
      const broken = running ?? waiting.shift();
      running = broken;
      settle(({ reject }) => reject(failed(error.message)));
    });
  };

  const next = () => {
    if (running) return;
    if (waiting.length === 0) {
      timer = setTimeout(() => void end(), IDLE_MS).unref();
      return;
    }
    if (!worker) return begin();
    if (!isReady) return;
    clearTimeout(timer);
    running = waiting.shift();
    worker.postMessage(running?.request);
    timer = setTimeout(() => {
      void end();
      settle(({ reject }) => reject(tooLong(timeoutMs)));
    }, timeoutMs);
  };

  return {
    plan: (request) => {
      if (waiting.length >= MOST_WAITING) return Promise.reject(busy());
      const { promise, resolve, reject } = Promise.withResolvers<QueryPlan>();
      waiting.push({ request, resolve, reject });
      next();
      return promise;
    },
    stop: async () => {
      const left = [...(running ? [running] : []), ...waiting.splice(0)];
      running = undefined;
      await end();
      for (const { reject } of left) reject(busy());
    },
  };
}

const tooLong = (timeoutMs: number) =>
  new AppError('BAD_USER_INPUT', 'PLANNING_TIMEOUT', `no plan was found within ${timeoutMs} ms: ask for less at once`);

const busy = () => new AppError('UNAVAILABLE', 'PLANNER_BUSY', 'too many large operations at once: try again');

const failed = (message: string) => new AppError('INTERNAL', 'PLANNING_FAILED', message);
