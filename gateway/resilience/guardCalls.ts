import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#kernel/logging.ts';
import { unavailable } from '../execution/errors.ts';
import type { CallSubgraph, SubgraphAnswer } from '../execution/subgraphClient.ts';
import { Breaker, type BreakerSettings } from './breaker.ts';

export type ResilienceSettings = BreakerSettings & {
  /** Calls to one subgraph at the same time; more are answered at once as if it were away. */
  readonly concurrent: number;
  /** A query that met nobody is sent once more, for this share of all calls at most (0 to 1). */
  readonly retryShare: number;
};

export const defaultResilience: ResilienceSettings = { failures: 10, openMs: 500, concurrent: 1_000, retryShare: 0.1 };

export type GuardedCalls = {
  readonly call: CallSubgraph;
  /** What is kept from being called, for operators: `calls to users` → `open`. */
  states(): Readonly<Record<string, string>>;
};

type Guard = { readonly breaker: Breaker; running: number; retries: number };

const MOST_SAVED_RETRIES = 10;
const RETRY_MS = 50;

/**
 * A subgraph that fails again and again is left alone for a while, and one that is slow can't hold all of the gateway. Only
 * answers that say that it is away count as failures: its own errors don't. Mutations are never sent twice.
 */
export function guardCalls(
  call: CallSubgraph,
  settings: ResilienceSettings,
  logger: Logger,
  now = () => performance.now(),
): GuardedCalls {
  const guards = new Map<string, Guard>();
  const guardOf = (service: string): Guard => {
    const guard = guards.get(service) ?? {
      breaker: new Breaker(settings, now),
      running: 0,
      retries: settings.retryShare > 0 ? 1 : 0,
    };
    guards.set(service, guard);
    return guard;
  };

  const once: CallSubgraph = async (where, request) => {
    const { service } = where;
    const guard = guardOf(service);
    if (guard.running >= settings.concurrent || !guard.breaker.lets()) return away(service);
    guard.running += 1;
    try {
      const answer = await call(where, request);
      const before = guard.breaker.state;
      if (isAway(answer)) guard.breaker.failed();
      else guard.breaker.succeeded();
      const { state } = guard.breaker;
      if (state !== before) logger.warn({ service, state }, 'calls to a subgraph are held back, or no longer');
      return answer;
    } finally {
      guard.running -= 1;
    }
  };

  return {
    call: async (where, request) => {
      const guard = guardOf(where.service);
      guard.retries = Math.min(MOST_SAVED_RETRIES, guard.retries + settings.retryShare);
      const began = now();
      const answer = await once(where, request);
      // What took its time has used the patience of its client up.
      const soon = now() - began < RETRY_MS * 10;
      if (!isAway(answer) || request.kind !== 'query' || !soon || !mayRetry(guard, settings)) return answer;
      guard.retries -= 1;
      await pause(RETRY_MS * (0.5 + Math.random()));
      return once(where, request);
    },
    states: () =>
      Object.fromEntries(
        [...guards].map(([service, { breaker }]) => [
          `calls to ${service}`,
          breaker.state === 'closed' ? 'up' : `held back (${breaker.state})`,
        ]),
      ),
  };
}

const mayRetry = ({ retries, breaker, running }: Guard, { concurrent }: ResilienceSettings): boolean =>
  retries >= 1 && breaker.state === 'closed' && running < concurrent;

/** The gateway's own word for a subgraph that did not answer; a subgraph can't say it, since `service` never passes. */
const isAway = ({ errors }: SubgraphAnswer): boolean => errors?.[0]?.extensions.service !== undefined;

const away = (service: string): SubgraphAnswer => ({ data: null, errors: [unavailable(service)] });
