/** What the processes of this bench say to each other. */
export type FeedTask = { readonly number?: number };
export type FeedAnswer = { readonly followers: number };

export type CrowdSetup = {
  readonly gatewayPort: number;
  readonly keysDir: string;
  readonly query: string;
  /** Users are numbered from it on. */
  readonly first: number;
};
export type CrowdTask =
  | { readonly join: number }
  /** Answers when all have got this event, or after so long. */
  | { readonly event: number; readonly forMs: number }
  | { readonly report: true }
  | { readonly leave: true };
export type CrowdAnswer = {
  readonly clients: number;
  /** How many have got the event that was asked for. */
  readonly got: number;
  /** What was wrong, a few of them. */
  readonly failures: readonly string[];
  /** From the feed to each client, in milliseconds, since the last report; only in reports. */
  readonly latencies: readonly number[];
};

export type GatewayUsage = {
  readonly cpuMs: number;
  /** With the collection of garbage that the question itself makes. */
  readonly cleanedMs: number;
  readonly rssKib: number;
  readonly heapKib: number;
  /** V8's space for new objects, which grows with traffic up to a limit of its own and stays. */
  readonly youngKib: number;
};
