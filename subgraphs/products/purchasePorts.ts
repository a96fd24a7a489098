/** What one customer bought with one order. */
export type Purchase = {
  readonly customerId: string;
  /** Each product once. */
  readonly productIds: readonly string[];
  readonly at: Date;
};

/** What was bought, and what together. */
export type Purchases = {
  /** Once for each order: run it in the inbox's transaction. */
  record(purchase: Purchase): Promise<void>;
  /** For each product those that were bought with it most often, most first, at most `limit`. */
  boughtWith(productIds: readonly string[], limit: number): Promise<(readonly string[])[]>;
  /** Most often bought with what the customer bought, without that itself, at most `limit`. */
  recommendedFor(customerId: string, limit: number): Promise<readonly string[]>;
  /** Forgets who bought; what was bought together stays. */
  erase(customerId: string): Promise<void>;
};
