import type { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';

/**
 * As it is everywhere: requests to subgraphs have no fragments of the client's by name. Where several of them overlap, the planner
 * puts spreads into them that name nothing, and the subgraph can't read it.
 */
export const plannerConfig = { reuseQueryFragments: false };

export const makePlanner = (supergraph: Supergraph): QueryPlanner => new QueryPlanner(supergraph, plannerConfig);
