export type Phase = 'parse' | 'validate' | 'authorize' | 'plan' | 'execute';

/** Milliseconds, `at` from when the operation arrived. */
type Timed = { readonly at: number; readonly ms: number };

/** One fetch of the plan, as it went. */
export type FetchRun = Timed & {
  /** Different ones; undefined for root fields. */
  readonly entities: number | undefined;
  /** Of these, those that the subgraph was asked for. */
  readonly asked: number;
  /** `kept`: answered from the cache. `shared`: an equal request ran already. `refused`: the gateway did not send it. */
  readonly state: 'sent' | 'shared' | 'kept' | 'refused';
  /** How often it was sent. */
  readonly tries: number;
  /** `200`, or the reason of the first error. */
  readonly status: string;
  readonly errors: number;
};

/** A query plan to be shown. */
export type PlanTree =
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly PlanTree[] }
  | { readonly kind: 'Flatten'; readonly path: string; readonly node: PlanTree }
  | { readonly kind: 'Condition'; readonly variable: string; readonly ifSo?: PlanTree; readonly ifNot?: PlanTree }
  | {
      readonly kind: 'Fetch';
      readonly service: string;
      /** What entities are known by. */
      readonly requires?: string;
      readonly operation: string;
      /** Undefined where there was nothing to ask for. */
      readonly run?: FetchRun;
    };

/** Goes with the result as `extensions.explain`. */
export type Explained = {
  readonly totalMs: number;
  /** What was there before, no plan was run for: a kept answer, or that of an equal query which ran already. */
  readonly from: 'subgraphs' | 'kept answers' | 'an equal query';
  /** Phases that were remembered are missing. */
  readonly phases: readonly (Timed & { readonly name: Phase })[];
  readonly plan: PlanTree | undefined;
};
