import type { FetchNode } from '@apollo/query-planner';
import type { SubgraphError } from '../errors.ts';
import type { FetchRequest, SubgraphAnswer } from '../subgraphClient.ts';
import type { ReadAnswer } from '../verbatim/readAnswer.ts';

/** An object of a subgraph's answer, completed in place by later fetches. */
export type Tree = Record<string, unknown>;

export type Path = readonly (string | number)[];

export type Variables = Readonly<Record<string, unknown>>;

/** Answers one fetch of a plan. It never rejects, and what it gives belongs to the caller, who changes it. */
export type Fetch = (service: string, request: FetchRequest) => Promise<SubgraphAnswer>;

/** One execution of a compiled plan. */
export type Run = {
  /** All that subgraphs have answered so far. */
  readonly root: Tree;
  readonly variables: Variables;
  readonly fetch: Fetch;
  /** For answers of which the response takes most as it is. */
  readonly readers: ReadonlyMap<FetchNode, ReadAnswer> | undefined;
  /** Each with its place in the client's response, where it has one. */
  readonly errors: (SubgraphError | Error)[];
  /** Objects that their subgraph knows nothing of. */
  readonly absent: Set<object>;
  /** What is put in the place of fields that could not be had, when everything else is there. */
  standIns?: StandIn[];
};

/** A value that the schema declares for a field whose fetch met nobody. */
export type StandIn = {
  readonly object: Tree;
  readonly key: string;
  readonly value: unknown;
  /** In the client's response. */
  readonly path: Path;
  /** Why. */
  readonly reason: string;
  readonly service: string;
};

/** A node of the plan. Undefined when there was nothing to wait for. */
export type Step = (run: Run) => Promise<unknown> | undefined;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
