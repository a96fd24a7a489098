import type { LoggedOrder, OperationLog, SeenStream, Stocked, UnansweredPlacement } from './operationLog.ts';

type News = Partial<Pick<LoggedOrder, 'told' | 'unanswered'>>;
type Change = SeenStream['changes'][number];

/** The ledger as customers write it; whoever only reads it sees an `OperationLog` that grows. */
export type KeptLog = OperationLog & {
  notePlaced(order: Omit<LoggedOrder, 'placedAt' | 'told' | 'unanswered'>): void;
  noteUnplaced(placement: UnansweredPlacement): void;
  /** What the customer of an order was told, or that there was no answer. */
  noteTold(orderId: string, news: News): void;
  noteStocked(stocked: Stocked): void;
  /** A payment that was meant for its order's deadline came so many ms behind it. */
  notePaidNearDeadline(lateMs: number): void;
  noteViolation(what: string): void;
  /** Begins to note what one subscription is given. */
  watch(orderId: string): WatchedOrder;
};

/** One subscription's page in the log. */
export type WatchedOrder = {
  readonly orderId: string;
  readonly changes: readonly Change[];
  add(change: Change): void;
  close(by: NonNullable<SeenStream['closedBy']>): void;
};

const MOST_VIOLATIONS = 1_000;

/** @param sinceStart ms since the start of the campaign. */
export function keepLog(sinceStart: () => number): KeptLog {
  const orders: LoggedOrder[] = [];
  const places = new Map<string, number>();
  const streams: SeenStream[] = [];
  const unansweredPlacements: UnansweredPlacement[] = [];
  const stocked: Stocked[] = [];
  const violations: string[] = [];
  const paidNearDeadline: number[] = [];
  return {
    orders,
    unansweredPlacements,
    streams,
    stocked,
    paidNearDeadline,
    violations,
    notePlaced: (order) => {
      places.set(order.orderId, orders.length);
      orders.push({ ...order, placedAt: sinceStart(), told: 'placed' });
    },
    noteUnplaced: (placement) => void unansweredPlacements.push(placement),
    noteTold: (orderId, news) => {
      const place = places.get(orderId);
      const order = place === undefined ? undefined : orders[place];
      if (place !== undefined && order) orders[place] = { ...order, ...news };
    },
    noteStocked: (units) => void stocked.push(units),
    notePaidNearDeadline: (lateMs) => void paidNearDeadline.push(lateMs),
    noteViolation: (what) => void (violations.length < MOST_VIOLATIONS && violations.push(what)),
    watch: (orderId) => {
      const changes: Change[] = [];
      const place = streams.push({ orderId, changes }) - 1;
      return {
        orderId,
        changes,
        add: (change) => void changes.push(change),
        close: (closedBy) => {
          streams[place] = { orderId, changes, closedBy };
        },
      };
    },
  };
}
