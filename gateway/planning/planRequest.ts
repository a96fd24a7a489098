import type { QueryPlan } from '@apollo/query-planner';

/** What the planner's thread is asked, one at a time. */
export type PlanRequest = { readonly text: string; readonly operationName: string | undefined };

/** `ready` comes once, before the first answer. */
export type PlanAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'planned'; readonly plan: QueryPlan }
  | { readonly kind: 'failed'; readonly message: string };
