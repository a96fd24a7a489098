/** What a client of the shop has asked for and been told: the ledger of acknowledgements, kept outside of the shop. */
export type LoggedOrder = {
  readonly orderId: string;
  readonly customerId: string;
  readonly idempotencyKey: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  /** In ms since the start. */
  readonly placedAt: number;
  /** What the customer was told last. */
  readonly told: 'placed' | 'paid' | 'cancelled' | 'declined';
  /** Asked for, and no answer came: it may have happened or not. */
  readonly unanswered?: 'pay' | 'cancel';
};

/** A `placeOrder` that was never answered: the shop may have such an order, for this customer under this key. */
export type UnansweredPlacement = { readonly customerId: string; readonly idempotencyKey: string };

/** What one subscription was given, in order. */
export type SeenStream = {
  readonly orderId: string;
  /** Versions of the order, and its status then; a stream that was broken off goes on behind its cursor. */
  readonly changes: readonly { readonly version: number; readonly status: string }[];
  /**
   * The shop said that nothing follows, the customer had seen enough, or it could not be opened again. Missing while it goes
   * on, also where that is until the customers leave a shop that has come to rest.
   */
  readonly closedBy?: 'shop' | 'customer' | 'lost';
};

/** Units that an operator put in, and the shop said so. */
export type Stocked = { readonly productId: string; readonly units: number };

export type OperationLog = {
  readonly orders: readonly LoggedOrder[];
  readonly unansweredPlacements?: readonly UnansweredPlacement[];
  readonly streams: readonly SeenStream[];
  readonly stocked?: readonly Stocked[];
  /** How far from its order's deadline each payment came that was meant for it, in ms; negative is before. */
  readonly paidNearDeadline?: readonly number[];
  /** Mutations that were answered by something that no promise allows: an INTERNAL error, a changed answer for one key. */
  readonly violations: readonly string[];
};
