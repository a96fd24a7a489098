import { print } from 'graphql';
import { type FixedFields, withFixedFields } from '../execution/fixedFields.ts';
import type { SupergraphSource } from './supergraphSource.ts';

/** What the planner is given where the supergraph would have it make a mistake of which we know. */
export type PlannerSupergraph = { readonly sdl: string; readonly fixed: FixedFields | undefined };

export function forPlanner({ document, sdl }: SupergraphSource['plannable']): PlannerSupergraph {
  const fixing = withFixedFields(document);
  return { sdl: fixing ? print(fixing.document) : sdl, fixed: fixing?.fixed };
}
