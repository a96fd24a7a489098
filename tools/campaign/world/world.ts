/** A process of the shop, as `subgraphs/directory.ts` names it; a second replica is `orders-2`. */
export type Member = string;

/** Places in the code where a process can be made to die at once. `kernel/crashPoints.ts` says what each means. */
export type CrashPoint = string;

export type Link = {
  /** Who → what, such as `orders→mongod`, `email→smtp`, `gateway→orders`. */
  readonly name: string;
  /** Passes on at once again. */
  heal(): void;
  /** Each chunk waits so long, in each direction. */
  slow(ms: number): void;
  /** Resets what is open and refuses what is new. */
  cut(): void;
  /** Takes everything and passes on nothing: neither side learns of it. */
  stall(): void;
};

/** Every mail that was accepted, in order; kept outside of the shop. */
export type AcceptedMail = {
  readonly at: number;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
};

export type MailServer = {
  readonly accepted: readonly AcceptedMail[];
  /** `dropAfterData`: accepts, notes it, and breaks off before it says so. */
  behave(as: 'well' | 'slow' | 'busy' | 'dropAfterData'): void;
};

/** What the provider of payments has on record, outside of the shop. Amounts in minor units. */
export type ProviderPayment = {
  readonly key: string;
  readonly orderId: string;
  readonly amount: number;
  readonly state: 'authorised' | 'captured' | 'voided' | 'declined';
  readonly captures: number;
  readonly refunded: number;
  readonly at: number;
};

export type PaymentProvider = {
  readonly payments: readonly ProviderPayment[];
  /** `lateSuccess`: does what it is asked and breaks off before it says so. */
  behave(as: 'well' | 'slow' | 'lateSuccess' | 'away'): void;
};

/**
 * The whole shop as real processes: each service its own, a real mongod replica set, real Kafka or the embedded log, with
 * a proxy on each link. Whatever dies is started again, as an operator's supervisor would.
 *
 * The provider of payments is Stripe as payments knows it, over HTTP, by a stand-in that keeps its own books; what
 * customers pay with is in `paymentTokens` (paymentProvider.ts). Kafka too has a link of its own for each process: the
 * proxies put their own address in the place of the broker's.
 */
export type World = {
  readonly transport: 'embedded' | 'kafka';
  /** GraphQL of each gateway. */
  readonly urls: readonly string[];
  /** Past the shop, and past the proxies. */
  readonly mongodbUri: string;
  readonly databasePrefix: string;
  readonly kafkaBrokers: readonly string[] | undefined;
  readonly adminPassword: string;
  /** What each member and mongod write, one file each; gone with the world. */
  readonly logsDir: string;
  readonly members: readonly Member[];
  readonly links: readonly Link[];
  readonly mails: MailServer;
  readonly provider: PaymentProvider;
  /** How often a process ended that was not asked to end, and how: for the report. */
  readonly ends: readonly { readonly at: number; readonly member: Member; readonly how: string }[];
  /**
   * SIGKILL. Resolves when it answers ready again, with how long that took in ms. Of `mongod` and `kafka`: when every process is
   * ready and every gateway serves a customer, and how long that took since it answered itself.
   */
  kill(target: Member | 'mongod' | 'kafka'): Promise<number>;
  /** SIGSTOP, and SIGCONT after so long. Resolves when it answers ready again, with how long that took since SIGCONT. */
  freeze(target: Member | 'mongod' | 'kafka', ms: number): Promise<number>;
  /** Ends by SIGTERM and stays away for so long. Resolves when it answers ready again, with how long that took since then. */
  stop(target: Member | 'mongod' | 'kafka', ms: number): Promise<number>;
  /**
   * SIGTERM, as in a rolling restart; it is away until `meanwhile` has resolved. Resolves when the next one is ready. `drainMs`:
   * until it had ended.
   */
  restart(target: Member, meanwhile?: () => Promise<void>): Promise<{ readonly drainMs: number }>;
  /** How many events its consumers have passed over since it began, since they were done before; 0 while it does not answer. */
  repeats(member: Member): Promise<number>;
  /** The member dies the next time it passes there; resolves when it has, or with false when that is aborted. */
  crashAt(member: Member, point: CrashPoint, signal: AbortSignal): Promise<boolean>;
  /** Of a member that has just died: resolves when it answers ready again, with how long that took from now in ms. */
  recovery(member: Member): Promise<number>;
  /** Moves the shop's clock for all, forward only. */
  advanceClock(ms: number): Promise<void>;
  /**
   * Every process ready, outboxes empty, consumers caught up, no mail waiting, no timer due, no payment unfinished. Orders
   * that wait for money or for their deadline are quiet too. @throws Error that names what is not, after `withinMs`.
   */
  quiet(withinMs: number): Promise<void>;
  dispose(): Promise<void>;
};

export type WorldOptions = {
  readonly transport: 'embedded' | 'kafka';
  /** Of products, orders and the workers. */
  readonly replicas: 1 | 2;
  /** Preloaded by every process of the shop; for mutants. */
  readonly preload?: string;
  readonly say: (line: string) => void;
};
