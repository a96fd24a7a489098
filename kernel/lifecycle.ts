import { channel } from 'node:diagnostics_channel';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { badVariables, type Environment, loadConfig, processVariables } from './config.ts';
import { AppError, messageOf, type Reason } from './errors.ts';
import { Health } from './health.ts';
import { type Logger, logFormat, makeLogger } from './logging.ts';
import { Metrics } from './metrics/metrics.ts';
import { addProcessMetrics } from './metrics/processMetrics.ts';
import { openTracing, tracingMetrics } from './tracing/openTracing.ts';
import type { Tracing } from './tracing/span.ts';
import { tracingVariables } from './tracing/variables.ts';

const DRAIN_MS = 10_000;

/** What a starting service gets from its host. */
export type Scope = {
  readonly logger: Logger;
  readonly health: Health;
  /** What the service tells of itself in numbers, at `/metrics`. */
  readonly metrics: Metrics;
  /** Where its traces go. Undefined when nobody wants any. */
  readonly tracing?: Tracing | undefined;
  /** Aborted when the service is asked to stop: it is not ready from then on, and goes on serving for STOP_DELAY_MS. */
  readonly leaving: AbortSignal;
  /** Aborted when the service begins to stop. */
  readonly signal: AbortSignal;
  /** Releases run last-in first-out, when the service stops or when its start fails half-way. */
  onStop(release: () => unknown): void;
};

export type Running = {
  readonly name: string;
  readonly health: Health;
  /** Goes on for STOP_DELAY_MS, then drains and releases everything; repeating it waits for the same stop. */
  stop(): Promise<void>;
};

/** A process of its own, or one of several in one process: the same definition serves both. */
export type Service<Shape extends z.ZodRawShape> = {
  readonly name: string;
  readonly config: z.ZodObject<Shape>;
  /** Resolves when the service can serve. What it opens it hands to `scope.onStop`. */
  readonly start: (config: z.infer<z.ZodObject<Shape>>, scope: Scope) => Promise<void>;
};

/** Any service, for hosts that treat all alike. */
export type AnyService = {
  readonly name: string;
  /** The names of the variables that it reads … */
  readonly variables: readonly string[];
  /** … and what they may be. */
  readonly config: z.ZodObject;
  /** What is wrong with them: a host of several services asks all before it launches any. */
  badVariables(env: Environment): Reason[];
  launch(env: Environment, logger?: Logger): Promise<Running>;
};

/**
 * Gives a service its `launch`: configuration is checked, then `start` runs; if it fails, what was opened is released.
 *
 * @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION), and whatever `start` throws.
 */
export function defineService<Shape extends z.ZodRawShape>(service: Service<Shape>): AnyService {
  return {
    name: service.name,
    variables: Object.keys(service.config.shape),
    config: service.config,
    badVariables: (env) => badVariables(service.config, env),
    launch: async (env, logger) => {
      const config = loadConfig(service.config, env);
      const log = logger ?? loggerFor(service.name, env);
      const { STOP_DELAY_MS: stopDelayMs, ...tracingSettings } = loadConfig(lifeConfig, env);
      const tracing = await openTracing(service.name, tracingSettings, log);
      const running = new RunningService(service.name, { logger: log, tracing, stopDelayMs });
      try {
        await service.start(config, running.scope);
      } catch (error) {
        await running.giveUp();
        throw error;
      }
      running.scope.logger.info('ready');
      return running;
    },
  };
}

const lifeConfig = z.object({ ...tracingVariables, STOP_DELAY_MS: processVariables.STOP_DELAY_MS });

type Life = Pick<Scope, 'logger' | 'tracing'> & { readonly stopDelayMs: number };

class RunningService implements Running {
  readonly name: string;
  readonly health = new Health();
  readonly scope: Scope;
  readonly #leaving = new AbortController();
  readonly #stopping = new AbortController();
  readonly #releases = new AsyncDisposableStack();
  readonly #stopDelayMs: number;
  #stopped: Promise<void> | undefined;

  constructor(name: string, { logger, tracing, stopDelayMs }: Life) {
    this.name = name;
    this.#stopDelayMs = stopDelayMs;
    this.health.add('lifecycle', () => (this.#leaving.signal.aborted ? 'stopping' : 'up'));
    const metrics = new Metrics({ service: name });
    addProcessMetrics(metrics);
    tracingMetrics(metrics, tracing);
    this.scope = {
      logger,
      health: this.health,
      metrics,
      tracing,
      leaving: this.#leaving.signal,
      signal: this.#stopping.signal,
      onStop: (release) => this.#releases.defer(async () => void (await release())),
    };
    // The last to go: what ends before it is traced too.
    if (tracing) this.scope.onStop(tracing.stop);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#leave();
    return this.#stopped;
  }

  release(): Promise<void> {
    const reason = new AppError('UNAVAILABLE', 'STOPPING', `${this.name} is stopping`);
    this.#leaving.abort(reason);
    this.#stopping.abort(reason);
    return this.#releases.disposeAsync();
  }

  /**
   * After a start that has failed: why it did is what counts, so what can't be released either is only logged, and what hangs
   * is left to the end of the process.
   */
  async giveUp(): Promise<void> {
    const { logger } = this.scope;
    const released = this.release().catch((err: unknown) => logger.warn({ err }, 'not all was released'));
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, DRAIN_MS);
    await Promise.race([released, late.promise]);
    clearTimeout(timer);
  }

  async #leave(): Promise<void> {
    this.#leaving.abort();
    if (this.#stopDelayMs > 0) await delay(this.#stopDelayMs);
    await this.release();
  }
}

/** Whoever hosts the process hears when all its code is there and none of it serves yet. */
const loaded = channel('bazaar.loaded');

/** The whole life of a process that runs one service: SIGTERM and SIGINT drain it, a second signal ends it at once. */
export async function runService(service: AnyService, env: Environment = process.env): Promise<void> {
  for (const name of SIGNALS) process.on(name, endAtOnce);
  loaded.publish(service.name);
  const running = await service.launch(env).catch((error: unknown) => failToStart(service.name, error));
  for (const name of SIGNALS) process.off(name, endAtOnce);
  stopOnSignals(() => running.stop(), service.name);
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Before anything is served. The first process of a container would not hear of a signal that it does not listen to. */
function endAtOnce(_name: NodeJS.Signals, number: number): never {
  process.exit(128 + number);
}

/** Calls `stop` once on SIGTERM or SIGINT and exits: 0 when drained, 1 when that failed or took over 10 s. */
export function stopOnSignals(stop: () => Promise<void>, name: string): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    const deadline = setTimeout(() => exitWith(1, `${name} did not drain within ${DRAIN_MS} ms`), DRAIN_MS);
    deadline.unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => exitWith(1, `${name} did not stop cleanly: ${messageOf(error)}`),
    );
  };
  for (const name of SIGNALS) process.on(name, onSignal);
}

/** A person reads this, so it is one plain line (one more for each bad variable) and never a stack. */
export function failToStart(name: string, error: unknown): never {
  return exitWith(1, `${name} can't start: ${messageOf(error)}`);
}

function exitWith(code: number, line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}

function loggerFor(name: string, env: Environment): Logger {
  const { NODE_ENV, LOG_LEVEL } = processVariables;
  const level = LOG_LEVEL.parse(env['LOG_LEVEL'] || undefined);
  return makeLogger({ name, level, format: logFormat(NODE_ENV.parse(env['NODE_ENV'] || undefined)) });
}
