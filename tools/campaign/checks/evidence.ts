import type { OrderEvent } from '#subgraphs/orders/domain/orderEvents.ts';
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

/** An envelope as far as checks look at it. */
export type Told = {
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
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

/** Everything that a finished and quiet shop has left behind, read past the shop. Checks look at nothing else. */
export type Evidence = {
  readonly log: OperationLog;
  readonly outbox: readonly SentRow[];
  /** Every topic from its beginning, dead letters too, in order per partition. */
  readonly messages: readonly TopicMessage[];
  /** By order and version. */
  readonly orderEvents: readonly RecordedEvent[];
  readonly products: readonly StockedProduct[];
  readonly holds: readonly Hold[];
  readonly mails: readonly AcceptedMail[];
  readonly provider: readonly ProviderPayment[];
};
