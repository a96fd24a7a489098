import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Caller, Result, ResultStream } from '../execution/port.ts';
import type { Checked } from '../execution/snapshot.ts';
import type { Variables } from './argumentCosts.ts';
import { makePersisted, type Persisted, type PersistedSettings } from './persistedOperations.ts';
import { makeRates, type RateLimitSettings } from './rateLimits.ts';

export type ProtectionSettings = {
  readonly persisted?: PersistedSettings;
  readonly cost?: CostLimit;
  readonly rates?: RateLimitSettings;
};

export type CostLimit = {
  /** The most that one operation may cost; without it costs are only estimated. */
  readonly max?: number | undefined;
  /** `measure` lets dearer ones pass and says so in the log. */
  readonly mode?: 'enforce' | 'measure';
  /** Clients see the estimate in `extensions.cost`. */
  readonly expose?: boolean;
};

export type Protection = Persisted & {
  /**
   * Lets an operation in before it is planned. @returns what adds the cost to its results.
   * @throws AppError BAD_USER_INPUT (COST_ESTIMATED_TOO_EXPENSIVE, SLICING_ARGUMENT_REQUIRED), both only where a limit is enforced; RATE_LIMITED.
   */
  admit(checked: Checked, variables: Variables, caller: Caller): ShowCost;
  /** Comes before anything is done for a caller. @throws AppError RATE_LIMITED for one who has nothing left. */
  expect(caller: Caller): void;
  /** What failed without an answer counts too: reading it may be what somebody wants to make us do. */
  turnedAway(caller: Caller, error: unknown): void;
};

export type ShowCost = <Results extends Result | ResultStream>(results: Results) => Results;

const DEFAULT_PERSISTED: PersistedSettings = { automatic: true, safelist: 'off' };
const hidden: ShowCost = (results) => results;

export function makeProtection({ persisted, cost = {}, rates = {} }: ProtectionSettings, logger: Logger): Protection {
  const charged = makeRates(rates);
  const { max, mode = 'enforce', expose = false } = cost;
  const isCounted = max !== undefined || expose || rates.perUser !== undefined || rates.perSource !== undefined;
  const complain = (error: AppError) => {
    if (max !== undefined && mode === 'enforce') throw error;
    if (max !== undefined) logger.warn({ reason: error.reason }, error.message);
  };
  return {
    ...makePersisted(persisted ?? DEFAULT_PERSISTED, logger),
    admit: (checked, variables, caller) => {
      if (!isCounted) return hidden;
      const estimated = checked.costOf(variables, complain);
      if (max !== undefined && estimated > max) {
        if (mode === 'enforce') throw tooExpensive(estimated, max);
        logger.warn({ estimated, max, requestId: caller.requestId }, 'an operation is dearer than it may be');
      }
      charged?.charge(caller, estimated);
      return expose ? showing({ estimated, ...(max !== undefined && { max }) }) : hidden;
    },
    expect: (caller) => charged?.expect(caller),
    turnedAway: (caller, error) => {
      if (!(error instanceof AppError && error.code === 'RATE_LIMITED')) charged?.blame(caller);
    },
  };
}

/** Streams tell it nowhere: each of their results would. */
const showing =
  (cost: Readonly<Record<string, number>>): ShowCost =>
  (results) =>
    Symbol.asyncIterator in results ? results : { ...results, extensions: { ...extensionsOf(results), cost } };

const extensionsOf = (results: Result | ResultStream) => ('extensions' in results ? results.extensions : undefined);

/** Apollo Router's word for it. */
const tooExpensive = (estimated: number, max: number) =>
  new AppError(
    'BAD_USER_INPUT',
    'COST_ESTIMATED_TOO_EXPENSIVE',
    `the operation costs ${estimated}, the most is ${max}`,
  );
