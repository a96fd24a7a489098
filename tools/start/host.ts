/** The services of the shop, running. */
export type Hosted = {
  /** The names of all variables that they read, as far as the host knows them. */
  readonly variables: readonly string[];
  stop(): Promise<void>;
};
