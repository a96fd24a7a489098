/** Minor units of an ISO 4217 currency. */
export type Money = { readonly amount: number; readonly currency: string };

/**
 * Where the units of a product are. `available + held + sold = stocked`, and none of them is ever below 0. `stocked` is
 * what operators have put in, less what they took out.
 */
export type Stock = {
  readonly available: number;
  readonly held: number;
  readonly sold: number;
  readonly stocked: number;
};

export type WantedLine = { readonly productId: string; readonly quantity: number };

/** Units of a product with the price, name and SKU it had at that moment. */
export type HeldLine = WantedLine & { readonly sku: string; readonly name: string; readonly unitPrice: Money };

/** What an order has of our stock. One that was released before it was reserved has no lines. */
export type Reservation = {
  readonly orderId: string;
  readonly status: 'HELD' | 'RELEASED' | 'COMMITTED' | 'RETURNED';
  readonly lines: readonly HeldLine[];
  readonly heldUntil: Date;
};

/** A product as stock decisions see it. */
export type Shelf = Stock & {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly unitPrice: Money;
  /** False once it is archived. */
  readonly isSold: boolean;
  /** The catalogue's version: while it is the same, so are name and price. */
  readonly version: number;
  /** When the first of the holds ends. Null when nobody holds any, or when it was not worth asking. */
  readonly firstHoldEnds: Date | null;
};

/** What decisions are made on. What it does not have does not exist. */
export type Ledger = {
  readonly shelves: ReadonlyMap<string, Shelf>;
  readonly reservations: ReadonlyMap<string, Reservation>;
};

/** On whose request something is done, and what it follows from; no decision depends on it. */
export type Trail = {
  readonly requestId?: string | undefined;
  readonly causationId?: string | undefined;
  /** W3C trace context of the request. */
  readonly traceparent?: string | undefined;
};

export type StockCommand = Trail & { readonly orderId: string; readonly now: Date } & (
    | {
        readonly type: 'ReserveStock';
        /** Each product at most once. */
        readonly lines: readonly WantedLine[];
        readonly heldUntil: Date;
      }
    | { readonly type: 'ReleaseStock' }
    | { readonly type: 'CommitStock' }
    /** What was sold comes back: its order was cancelled after it was paid. */
    | { readonly type: 'ReturnStock' }
  );

export type StockEvent = Trail & { readonly orderId: string; readonly at: Date } & (
    | { readonly type: 'StockHeld'; readonly lines: readonly HeldLine[]; readonly heldUntil: Date }
    | { readonly type: 'StockReleased'; readonly lines: readonly HeldLine[] }
    | { readonly type: 'StockCommitted'; readonly lines: readonly HeldLine[] }
    | { readonly type: 'StockReturned'; readonly lines: readonly HeldLine[] }
    /** Released before it was reserved: whatever comes later finds it ended. */
    | { readonly type: 'HoldForestalled' }
  );
