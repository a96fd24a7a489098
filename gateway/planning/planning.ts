import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type OperationDefinitionNode, print } from 'graphql';
import type { Snapshot } from '../execution/snapshot.ts';
import { makePlanAside, type PlanAside } from './planAside.ts';
import { planningWeight } from './planningWeight.ts';

export type PlanningSettings = {
  /** Operations that weigh more (`planningWeight`) are planned on a thread of its own. */
  readonly asideFrom: number;
  /** How long one of those may take to plan, in milliseconds. */
  readonly timeoutMs: number;
};

export const defaultPlanning: PlanningSettings = { asideFrom: 200, timeoutMs: 2_000 };

/** The plan of an operation of the document, at once or later. @throws what `PlanAside` throws. */
export type MakePlan = (
  snapshot: Snapshot,
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => QueryPlan | Promise<QueryPlan>;

/** Plans right here, however long it takes. */
export const planHere = (
  { apiSchema, planner }: Snapshot,
  document: DocumentNode,
  { name }: OperationDefinitionNode,
): QueryPlan =>
  planner.buildQueryPlan(operationFromDocument(apiSchema, document, { ...(name && { operationName: name.value }) }));

/**
 * Small operations are planned right here; a large one on a thread of its own, so that nobody waits for it but who sent it.
 *
 * @param onStop is called with what ends the thread.
 */
export function makePlanning(
  { asideFrom, timeoutMs }: PlanningSettings,
  onStop: (stop: () => unknown) => void,
): MakePlan {
  const planners = new WeakMap<Snapshot, PlanAside>();
  const stops = new Set<WeakRef<PlanAside>>();
  // That of an old supergraph answers who still waits for it, and then ends by itself.
  const plannerOf = (snapshot: Snapshot): PlanAside => {
    const known = planners.get(snapshot);
    if (known) return known;
    const planner = makePlanAside({ sdl: snapshot.sdl, timeoutMs });
    planners.set(snapshot, planner);
    stops.add(new WeakRef(planner));
    return planner;
  };
  onStop(() => Promise.all([...stops].map((planner) => planner.deref()?.stop())));
  return (snapshot, document, operation) => {
    const weight = planningWeight({ schema: snapshot.schema, document, operation });
    if (weight <= asideFrom) return planHere(snapshot, document, operation);
    return plannerOf(snapshot).plan({ text: print(document), operationName: operation.name?.value });
  };
}
