/** What is published. One key's messages keep their order; messages of different keys have none. */
export type Message = {
  readonly topic: string;
  readonly key: string;
  /** The event as JSON. */
  readonly value: string;
  /** Request id, trace context: text only. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Where a message lies in its topic. */
export type Position = {
  readonly partition: number;
  /** A decimal number that grows within the partition; it may leave gaps. */
  readonly offset: string;
  /** When the transport took it, real time. */
  readonly timestamp: Date;
};

export type DeliveredMessage = Message & Position;

export type Delivery = {
  /** Aborted when the subscription stops or loses the partition: give up waiting, the message comes again. */
  readonly signal: AbortSignal;
};

/**
 * Rejecting means "not done": the same message comes again, and later ones of its key wait behind it; those of its
 * partition, too, as soon as what was begun beside it is done. It may take long: the process keeps the partition meanwhile.
 */
export type Handler = (message: DeliveredMessage, delivery: Delivery) => Promise<void>;

export type SubscribeOptions = {
  /** Members of a group share the messages, each message going to one member. */
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: Handler;
  /** How many messages of one partition are handled at the same time, all of different keys. The default is 1. */
  readonly atOnce?: number;
};

export type BroadcastOptions = {
  readonly topics: readonly string[];
  /** Where to start; the default is now. Nothing is remembered between starts. */
  readonly since?: Date;
  readonly handle: Handler;
};

export type Subscription = {
  /** Stops fetching and resumes; what is being handled goes on. */
  pause(): void;
  resume(): void;
  /** Lets the running handler end, commits, leaves the group. */
  stop(): Promise<void>;
  /** `up`, or why no messages come. Known state, no waiting. */
  health(): 'up' | string;
};

/** At least once, in order per key. Kafka and the embedded log both keep this; one conformance suite proves it. */
export interface Transport {
  /** Resolves when all are durable. @throws AppError UNAVAILABLE (TRANSPORT_UNAVAILABLE); some may then be published. */
  publish(messages: readonly Message[]): Promise<void>;
  /** A new group starts at the oldest message, a known one where it had committed. Resolves when it takes messages. */
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /**
   * Every instance gets every message. Resolves when nothing published from now on can be missed and, with `since`, when
   * everything from then until now was handled.
   */
  broadcast(options: BroadcastOptions): Promise<Subscription>;
  health(): 'up' | string;
  close(): Promise<void>;
}
