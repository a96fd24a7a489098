/** By it a request says which workload it is part of: gateways pass it on whose subgraph requests don't tell. */
export const WORKLOAD_HEADER = 'x-workload';

export type Workload = {
  readonly name: string;
  readonly query: string;
  /** Whether each request has variables of its own, so that no two in flight are equal. */
  readonly isUnique: boolean;
  /** How many subgraphs' answers the limit forwards, as every gateway fetches them. */
  readonly fetches: number;
};

/** Response sizes are of the gateway's answer. The lists' lengths are in `answers.ts`. */
export const workloads: readonly Workload[] = [
  {
    name: 'unique, 4 chained fetches, 1 KB',
    isUnique: true,
    fetches: 4,
    query: `query Small($id: ID!) { order(id: $id) { id number placedAt total status note
      buyer { id name email city favourite { id title price weight available stars reviews { id text stars author } } } } }`,
  },
  {
    name: 'equal, 5 KB',
    isUnique: false,
    fetches: 3,
    query: `query Medium { orders { id number total status
      lines { quantity unitPrice product { id title price stars reviews { text stars } } } } }`,
  },
  {
    name: 'equal, 90 KB',
    isUnique: false,
    fetches: 2,
    query: `query Large { products { id title description price weight tags available stars
      reviews { id text stars author helpful } } }`,
  },
];
