import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#kernel/logging.ts';
import { REFUSED_REQUEST, unavailable } from '../execution/errors.ts';
import type { CallSubgraph, FetchRequest, SubgraphAnswer } from '../execution/subgraphClient.ts';
import type { Addresses, EjectionSettings, Ending } from './addresses.ts';
import { Breaker, type BreakerSettings, type BreakerState } from './breaker.ts';
import type { CallNumbers } from './callNumbers.ts';

export type ResilienceSettings = BreakerSettings &
  EjectionSettings & {
    /** Calls to one subgraph at the same time; more are answered at once as if it were away. */
    readonly concurrent: number;
    /** A query that met nobody is sent once more, for this share of all calls at most (0 to 1). */
    readonly retryShare: number;
  };

export const defaultResilience: ResilienceSettings = {
  failures: 10,
  openMs: 500,
  concurrent: 1_000,
  retryShare: 0.1,
  ejectAfter: 5,
  ejectMs: 1_000,
};

/** How calls to one subgraph stand. */
export type CallState = {
  readonly service: string;
  readonly breaker: BreakerState;
  readonly running: number;
  /** Calls that were made once more, since the start. */
  readonly retried: number;
  /** Of a subgraph that has several. */
  readonly addresses: ReturnType<Addresses['states']>;
};

export type GuardedCalls = { readonly call: CallSubgraph; states(): readonly CallState[] };

type Guard = {
  readonly breaker: Breaker;
  readonly addresses: Addresses | undefined;
  running: number;
  readonly numbers: CallNumbers | undefined;
  /** Retries that are saved up. */
  retries: number;
  retried: number;
};

type Options = {
  readonly settings: ResilienceSettings;
  readonly logger: Logger;
  /** By subgraph, of those that have several. */
  readonly addresses?: ReadonlyMap<string, Addresses>;
  readonly now?: () => number;
  /** Where calls to a subgraph are counted. */
  readonly numbersOf?: (subgraph: string) => CallNumbers;
};

type Where = Parameters<CallSubgraph>[0];
/** What follows an answer that says that its subgraph is away. */
type Next = (answer: SubgraphAnswer, url: string, tookMs: number) => Promise<SubgraphAnswer>;

type Try = {
  readonly where: Where;
  readonly request: FetchRequest;
  readonly guard: Guard;
  /** An address that failed just now. */
  readonly not?: string | undefined;
  readonly next?: Next;
};

const MOST_SAVED_RETRIES = 10;
const RETRY_MS = 50;

/**
 * A subgraph that fails again and again is left alone for a while, and one that is slow can't hold all of the gateway. Only
 * answers that say that it is away count as failures: its own errors don't, nor deadlines shorter than its own time.
 * Mutations are never sent twice. A query that met nobody goes to another address at once, where there is one.
 */
export function guardCalls(call: CallSubgraph, options: Options): GuardedCalls {
  const {
    settings,
    logger,
    addresses = new Map<string, Addresses>(),
    now = () => performance.now(),
    numbersOf,
  } = options;
  const guards = new Map<string, Guard>();
  const guardOf = (service: string): Guard => {
    const known = guards.get(service);
    if (known) return known;
    const guard = {
      breaker: new Breaker(settings, now),
      addresses: addresses.get(service),
      numbers: numbersOf?.(service),
      running: 0,
      retries: settings.retryShare > 0 ? 1 : 0,
      retried: 0,
    };
    guards.set(service, guard);
    return guard;
  };
  const note = (service: string, { breaker }: Guard, ending: Ending): void => {
    const before = breaker.state;
    breaker[ending]();
    const { state } = breaker;
    if (state !== before) logger.warn({ service, state }, 'calls to a subgraph are held back, or no longer');
  };

  const once = ({ where, request, guard, not, next }: Try): Promise<SubgraphAnswer> => {
    const { service } = where;
    if (guard.running >= settings.concurrent || !guard.breaker.lets()) return Promise.resolve(away(service));
    const url = guard.addresses?.take(request.kind, not) ?? where.url;
    guard.running += 1;
    const began = now();
    return call(url === where.url ? where : { ...where, url }, request).then(
      (answer) => {
        guard.running -= 1;
        const ending = endingOf(answer);
        guard.addresses?.ended(url, ending);
        note(service, guard, ending);
        guard.numbers?.[ending].add();
        const tookMs = now() - began;
        guard.numbers?.seconds.see(tookMs / 1_000);
        return ending === 'failed' && next ? next(answer, url, tookMs) : answer;
      },
      (error: unknown) => {
        guard.running -= 1;
        throw error;
      },
    );
  };

  return {
    call: (where, request) => {
      const guard = guardOf(where.service);
      guard.retries = Math.min(MOST_SAVED_RETRIES, guard.retries + settings.retryShare);
      if (request.kind !== 'query') return once({ where, request, guard });
      const next: Next = async (answer, url, tookMs) => {
        // What took its time has used the patience of its client up.
        if (tookMs >= RETRY_MS * 10 || guard.breaker.state !== 'closed') return answer;
        const isElsewhere = hasOther(guard, url);
        if (!isElsewhere && !mayRetry(guard, settings)) return answer;
        guard.retried += 1;
        if (!isElsewhere) await waitAgain(guard);
        return once({ where, request, guard, not: isElsewhere ? url : undefined });
      };
      return once({ where, request, guard, next });
    },
    states: () =>
      [...guards].map(([service, { breaker, running, retried, addresses: all }]) => {
        return { service, breaker: breaker.state, running, retried, addresses: all?.states() ?? [] };
      }),
  };
}

const hasOther = ({ addresses }: Guard, url: string): boolean =>
  addresses?.states().some((address) => address.url !== url && !address.isOut) ?? false;

const mayRetry = ({ retries, running }: Guard, { concurrent }: ResilienceSettings): boolean =>
  retries >= 1 && running < concurrent;

async function waitAgain(guard: Guard): Promise<void> {
  guard.retries -= 1;
  await pause(RETRY_MS * (0.5 + Math.random()));
}

/** By the gateway's own word for a subgraph that did not answer, which a subgraph can't say: `service` never passes. */
function endingOf({ errors }: SubgraphAnswer): Ending {
  const extensions = errors?.[0]?.extensions;
  if (extensions?.service === undefined || extensions.reason === REFUSED_REQUEST) return 'succeeded';
  return extensions.reason === 'DEADLINE_EXCEEDED' ? 'saidNothing' : 'failed';
}

const away = (service: string): SubgraphAnswer => ({ data: null, errors: [unavailable(service)] });
