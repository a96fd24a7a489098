import { randomUUID } from 'node:crypto';
import { currentCausationId, currentRequestId, currentTraceparent } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { causeOf } from '../domain/eventCause.ts';
import type { OrderEvent } from '../domain/orderEvents.ts';
import { type OrderView, project } from '../domain/orderView.ts';
import { draftOf } from '../outgoing.ts';
import type { NewOrder } from '../ports.ts';
import type { EventRow, PlacementRow } from './orderModels.ts';

/** Events that somebody wants to record. They get their ids here, so that a repeat is known by them. */
export type Wish = {
  readonly orderId: string;
  /** Of the order as the events were decided on; 0 for a new one. */
  readonly version: number;
  readonly added: readonly (readonly [id: string, event: OrderEvent])[];
  /** On whose request. */
  readonly requestId: string | undefined;
  readonly traceparent: string | undefined;
  /** As the call says: the event or step that it follows from. */
  readonly causationId: string | undefined;
  /** For a new order. */
  readonly placed?: NewOrder;
};

/** What the wishes are judged on; what it does not have does not exist. */
export type Found = {
  readonly views: ReadonlyMap<string, OrderView>;
  readonly placements: ReadonlyMap<string, PlacementRow>;
};

/** Rows and messages for new events, and the view before the first and after the last of them. */
export type OrderRecord = {
  readonly before: OrderView | undefined;
  readonly after: OrderView;
  readonly rows: readonly EventRow[];
  readonly drafts: readonly ReturnType<typeof draftOf>[];
  readonly placed?: NewOrder;
};

type Verdict = PromiseSettledResult<OrderView>;

export function wishOf(orderId: string, version: number, events: readonly OrderEvent[], placed?: NewOrder): Wish {
  const added = events.map((event) => [randomUUID(), event] as const);
  const trail = {
    requestId: currentRequestId(),
    traceparent: currentTraceparent(),
    causationId: currentCausationId(),
  };
  return { orderId, version, added, ...trail, ...(placed && { placed }) };
}

/** User ids have no colon, so no two pairs are written alike. */
export const placementId = (customerId: string, idempotencyKey: string): string => `${customerId}:${idempotencyKey}`;

export const placementIdOf = ({ request: { customerId, idempotencyKey } }: NewOrder): string =>
  placementId(customerId, idempotencyKey);

/** Judges each wish on what those before it have left. One that came too late leaves the others alone. */
export function judge(found: Found, wishes: readonly Wish[]) {
  const views = new Map(found.views);
  const placements = new Map(found.placements);
  const records: OrderRecord[] = [];
  const verdicts = wishes.map((wish): Verdict => {
    const { orderId, placed } = wish;
    const before = views.get(orderId);
    // Its answer was lost: what it wanted is there.
    if (placed && before && placements.get(placementIdOf(placed))?.orderId === orderId) return fulfilled(before);
    if (placed && !mayBind(placements, placed)) return { status: 'rejected', reason: keyTaken() };
    if ((before?.version ?? 0) !== wish.version) return { status: 'rejected', reason: changed(orderId) };
    const record = unfold(wish, before);
    records.push(record);
    views.set(orderId, record.after);
    if (placed) placements.set(placementIdOf(placed), placementOf(placed));
    return fulfilled(record.after);
  });
  return { verdicts, records };
}

export const fulfilled = (value: OrderView): Verdict => ({ status: 'fulfilled', value });

/** A key is free, or it stands for the refused order that the new one comes instead of. */
const mayBind = (placements: ReadonlyMap<string, PlacementRow>, placed: NewOrder): boolean =>
  placements.get(placementIdOf(placed))?.orderId === placed.instead;

export const placementOf = (placed: NewOrder): PlacementRow => ({
  _id: placementIdOf(placed),
  orderId: placed.orderId,
  inputHash: placed.request.inputHash,
});

function unfold(
  { orderId, added, requestId, traceparent, placed, ...wish }: Wish,
  before: OrderView | undefined,
): OrderRecord {
  const rows: EventRow[] = [];
  const drafts: ReturnType<typeof draftOf>[] = [];
  let after = before;
  const recordedAt = new Date();
  for (const [_id, event] of added) {
    after = project(orderId, after, event);
    const { version } = after;
    const causationId = causeOf(event, orderId, wish.causationId);
    rows.push({ _id, orderId, version, event, trail: { recordedAt, requestId, causationId } });
    // Every event is told, and the version lets only one writer in, so it is the event's place too.
    const trail = { requestId, traceparent, causationId: causationId ?? null };
    drafts.push({ ...draftOf(_id, event, after), ...trail, sequence: version });
  }
  if (!after) throw new AppError('INTERNAL', 'NO_EVENTS', `nothing to write for order ${orderId}`);
  return { before, after, rows, drafts, ...(placed && { placed }) };
}

export const changed = (orderId: string, cause?: unknown) =>
  new AppError('CONFLICT', 'VERSION_CONFLICT', `order ${orderId} has just changed`, { cause });

export const keyTaken = (cause?: unknown) =>
  new AppError('CONFLICT', 'KEY_TAKEN', 'a request with the same key was faster', { cause });
