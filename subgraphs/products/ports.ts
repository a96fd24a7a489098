import type { BaseContext } from '#kernel/graphql/call.ts';
import type { FilterInput } from '#kernel/graphql/filter.ts';
import type { LatestValue } from '#kernel/graphql/latestValue.ts';
import type { Connection, Page } from '#kernel/graphql/page.ts';
import type { StockChange } from './domain/decideBatch.ts';
import type { Editor } from './domain/editing.ts';
import type { NewProduct, Product, ProductText } from './domain/product.ts';
import type { Ledger, Reservation, StockEvent, WantedLine } from './domain/stock.ts';
import type { ExchangeTickets } from './exchange/exchangeTickets.ts';
import type { Images } from './imagePorts.ts';
import type { Recommendations } from './recommendations.ts';

export type ProductOrder = 'NEWEST' | 'NAME' | 'PRICE_LOW_TO_HIGH' | 'PRICE_HIGH_TO_LOW';

/** Which products, and in which order. */
export type ProductQuery = {
  /** As the API takes it: category, price, sellerId, status, createdAt, inStock, and, or. */
  readonly filter: FilterInput;
  /** Whose archived products are among them; nobody's unless `filter` asks for a status. */
  readonly archived: 'none' | 'all' | { readonly ofSeller: string };
  readonly search: string | undefined;
  /** Undefined: the best match where `search` is given, else the newest first. */
  readonly sort: ProductOrder | undefined;
};

export type Category = { readonly name: string; readonly productCount: number };

/** A page, and what it was asked with, so that the rest can be counted. */
export type ProductList = Connection<Product> & { readonly query: ProductQuery };

/** What operators did to the stock of one product, and whose, so that the rest can be counted. */
export type MovementList = Connection<Adjustment> & { readonly productId: string };

/** Units put in or taken out by an operator, for the record. */
export type Adjustment = {
  /** Unique per operator and idempotency key. */
  readonly id: string;
  readonly productId: string;
  /** Negative when taken out. */
  readonly delta: number;
  readonly reason: string;
  readonly userId: string;
  readonly at: Date;
};

export type Catalogue = {
  /** In the order of `ids`, undefined for unknown ones. */
  byIds(ids: readonly string[]): Promise<(Product | undefined)[]>;
  /** In the order of `skus`, undefined for unknown ones. */
  bySkus(skus: readonly string[]): Promise<(Product | undefined)[]>;
  page(query: ProductQuery, page: Page): Promise<Connection<Product>>;
  count(query: ProductQuery): Promise<number>;
  /** Of products that are sold, by name. */
  categories(): Promise<Category[]>;
  /** All or none. @throws AppError REFUSED (SKU_TAKEN). */
  add(products: readonly Product[]): Promise<void>;
  /**
   * Writes text, price and status, and leaves the stock alone.
   *
   * @throws AppError CONFLICT (PRODUCT_CHANGED) when it is no longer as `before`: load and decide again.
   */
  save(before: Product, after: Product): Promise<Product>;
  adjustment(id: string): Promise<Adjustment | undefined>;
  /** Newest first. */
  adjustments(productId: string, page: Page): Promise<Connection<Adjustment>>;
  countAdjustments(productId: string): Promise<number>;
  /** @throws AppError CONFLICT (PRODUCT_CHANGED) when the units are gone or the id is taken by now. */
  adjust(adjustment: Adjustment): Promise<Product>;
};

/** What a batch of commands needs to know. */
export type Question = {
  readonly orderIds: readonly string[];
  /** Product id → units wanted by all together. */
  readonly demand: ReadonlyMap<string, number>;
};

export type StockStore = {
  /** Shelves say when their first hold ends only where `demand` exceeds what is available. */
  look(question: Question): Promise<Ledger>;
  /** Everything or nothing, with its events. @throws AppError CONFLICT (STOCK_MOVED) when the ledger has changed. */
  apply(change: StockChange): Promise<void>;
  /** What happened to the stock of these orders, oldest first for each. Orders from before steps were kept have none. */
  steps(orderIds: readonly string[]): Promise<readonly StockStep[]>;
};

/** One thing that happened to an order's stock. */
export type StockStep = {
  readonly orderId: string;
  readonly type: StockEvent['type'];
  /** Of all lines together. */
  readonly units: number;
  /** Business time. */
  readonly at: Date;
  /** Real time. */
  readonly recordedAt: Date;
  /** Of the message that tells of it. Null where none does. */
  readonly eventId: string | null;
  readonly requestId: string | null;
  readonly causationId: string | null;
};

/** What an order says of its hold. */
export type HoldVerdict = 'KEEP' | 'RELEASE' | 'COMMIT';

export type OverdueHolds = {
  /** Ids of orders whose holds should have ended before an instant of business time, ascending from behind `after`. */
  overdue(query: { before: Date; after: string; limit: number }): Promise<readonly string[]>;
};

export type ReserveRequest = {
  readonly orderId: string;
  readonly lines: readonly WantedLine[];
  readonly heldUntil: Date;
};

/** What a line would cost and whether it could be held now; nothing is held. */
export type QuotedLine = {
  readonly productId: string;
  /** Undefined for what does not exist; UNAVAILABLE for that, and for what is archived. */
  readonly product: Product | undefined;
  readonly status: 'OK' | 'UNAVAILABLE';
};

type Editing = { readonly editor: Editor; readonly id: string; readonly expectedVersion: number };
export type CreateRequest = Omit<NewProduct, 'id' | 'sellerId'> & { readonly editor: Editor };
export type UpdateRequest = Editing & { readonly changes: Partial<ProductText> };
export type ArchiveRequest = Editing;
export type AdjustRequest = Pick<Adjustment, 'productId' | 'delta' | 'reason'> & {
  readonly editor: Editor;
  readonly idempotencyKey: string;
};

export type ProductActions = {
  createProduct(request: CreateRequest): Promise<Product>;
  updateProduct(request: UpdateRequest): Promise<Product>;
  archiveProduct(request: ArchiveRequest): Promise<Product>;
  unarchiveProduct(request: ArchiveRequest): Promise<Product>;
  adjustStock(request: AdjustRequest): Promise<Product>;
  reserveStock(request: ReserveRequest): Promise<Reservation>;
  releaseStock(orderId: string): Promise<Reservation>;
  commitStock(orderId: string): Promise<Reservation>;
  returnStock(orderId: string): Promise<Reservation>;
  quoteLines(lines: readonly WantedLine[]): Promise<QuotedLine[]>;
};

/** A user as this subgraph knows one. */
export type SellerKey = { readonly id: string };

type Loader = { load(key: string): Promise<Product | undefined> };

export type ProductsContext = BaseContext &
  ProductActions & {
    /** From the cache; all that are asked for at once cost at most one query. So it is with `bySku`. */
    readonly byId: Loader;
    readonly bySku: Loader;
    /** The product now, and after each change of its stock; newer replaces what was not read yet. */
    readonly watchAvailability: (productId: string) => LatestValue<Product>;
    readonly stockSteps: StockStore['steps'];
    readonly catalogue: Pick<Catalogue, 'page' | 'count' | 'categories' | 'adjustments' | 'countAdjustments'>;
    readonly recommendations: Recommendations;
    readonly exchange: ExchangeTickets;
    readonly images: Images;
    readonly currency: string;
  };
