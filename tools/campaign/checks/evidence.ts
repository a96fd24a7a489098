import type { RebuildFigures } from '#subgraphs/orders/adapters/rebuildViews.ts';
import type { OrderEvent } from '#subgraphs/orders/domain/orderEvents.ts';
import type { Fault, Poison } from '../types.ts';
import type { OperationLog } from '../workload/operationLog.ts';
import type { AcceptedMail, ProviderPayment } from '../world/world.ts';

/** A row of a service's outbox. */
export type SentRow = {
  readonly service: string;
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly sequence: number;
  readonly value: string;
  readonly isPending: boolean;
};

/** An envelope as far as checks look at it. */
export type Told = {
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
};

/** A message as it lies in its topic, and the event that it holds; `event` is undefined for what is none. */
export type TopicMessage = {
  readonly topic: string;
  readonly partition: number;
  /** Grows within the partition. */
  readonly offset: number;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: Date;
  readonly event: Told | undefined;
};

export type StockedProduct = {
  readonly id: string;
  readonly available: number;
  readonly held: number;
  readonly sold: number;
  readonly stocked: number;
};

export type Line = { readonly productId: string; readonly quantity: number };

export type Hold = {
  readonly orderId: string;
  readonly status: 'HELD' | 'RELEASED' | 'COMMITTED' | 'RETURNED';
  readonly lines: readonly Line[];
};

export type RecordedEvent = {
  readonly id: string;
  readonly orderId: string;
  readonly version: number;
  readonly event: OrderEvent;
};

/** Which order stands for a customer's key; `id` is both, with a colon between them. */
export type Placement = { readonly id: string; readonly orderId: string };

export type NotificationRow = { readonly id: string; readonly eventId: string };

export type MailRow = {
  /** The event's, and the first half of the Message-ID. */
  readonly id: string;
  readonly state: 'waiting' | 'sent' | 'parked';
  readonly reason: string | undefined;
};

/** How often two products were bought together; `id` is both, with a colon between them. */
export type PairCount = { readonly id: string; readonly count: number };

/**
 * A time in which a mail may have been accepted without a note of it, so that it is sent again; in ms, as the mail server
 * counts.
 */
export type Unnoted = {
  readonly from: number;
  readonly to: number;
  /** So many mails can have been under way. */
  readonly most: number;
};

/** What is known of how the shop was broken, so that no more is forgiven than that explains. */
export type Injuries = {
  readonly poison: readonly Poison[];
  readonly secondCopies: readonly Unnoted[];
  /** Everything that was done to the shop. */
  readonly faults: readonly Fault[];
  /** The real time from which the faults' moments count. */
  readonly startedAt: Date;
  /** How long each SIGTERM took, in ms. */
  readonly drains: readonly { readonly member: string; readonly drainMs: number }[];
  /** What `watchStock` saw of the stock meanwhile. */
  readonly stock: { readonly looks: number; readonly broken: readonly string[] };
};

/** Everything that a finished and quiet shop has left behind, read past the shop. Checks look at nothing else. */
export type Evidence = {
  readonly log: OperationLog;
  readonly outbox: readonly SentRow[];
  /** Every topic from its beginning, dead letters too, in order per partition. */
  readonly messages: readonly TopicMessage[];
  /** By order and version. */
  readonly orderEvents: readonly RecordedEvent[];
  /** What replaying all orders found. */
  readonly views: RebuildFigures;
  readonly placements: readonly Placement[];
  readonly products: readonly StockedProduct[];
  readonly holds: readonly Hold[];
  readonly pairs: readonly PairCount[];
  readonly notifications: readonly NotificationRow[];
  readonly mailRows: readonly MailRow[];
  /** Consumer and event, as the inboxes of all services have them: `email:…`. */
  readonly inbox: readonly string[];
  /** Orders that have a timer. */
  readonly timers: readonly string[];
  readonly mails: readonly AcceptedMail[];
  readonly provider: readonly ProviderPayment[];
  readonly injuries: Injuries;
};
