// Written by `npm run codegen`; change the .graphql file instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Product as ProductValue, ProductImage as ProductImageValue } from './domain/product.ts';
import type { SellerKey, Adjustment as AdjustmentValue, MovementList, ProductList, StockStep as StockStepValue, QuotedLine as QuotedLineValue, ProductsContext } from './ports.ts';
import type { Money as MoneyValue, Reservation as ReservationValue } from './domain/stock.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, ISO 8601 with milliseconds. */
  DateTime: { input: Date; output: Date; }
  /** A whole number of minor units of a currency (cents), up to 2⁵³ − 1. */
  MinorUnits: { input: number; output: number; }
  link__Import: { input: unknown; output: unknown; }
  federation__FieldSet: { input: unknown; output: unknown; }
  federation__Scope: { input: unknown; output: unknown; }
  federation__Policy: { input: unknown; output: unknown; }
  federation__ContextFieldValue: { input: unknown; output: unknown; }
};

export type CacheControlScope =
  | 'PUBLIC'
  | 'PRIVATE';

export type Query = {
  __typename?: 'Query';
  /**
   * The catalogue, archived products left out unless `filter.status` asks for them. Pages of 1 to 100. A filter with more
   * than 50 conditions or 4 levels, or with a part that says nothing, is BAD_USER_INPUT (INVALID_FILTER). Null when the
   * products subgraph is away.
   */
  products?: Maybe<ProductConnection>;
  /** By id or by SKU: give exactly one. An archived product still resolves. Null when there is none. */
  product?: Maybe<Product>;
  /** All categories that have products, by name. Null when the products subgraph is away. */
  categories?: Maybe<Array<Category>>;
  /**
   * What these units would cost and whether they could be held now, one answer for each line in its place; nothing is held.
   * Read from the database itself. For services. 1 to 50 lines, each product at most once.
   */
  quoteLines?: Maybe<Array<QuotedLine>>;
  /** What happened to the stock of 1 to 100 orders, oldest first for each. For services. */
  stockSteps: Array<StockStep>;
};

export type QueryProductsArgs = {
  filter?: InputMaybe<ProductFilter>;
  sort?: InputMaybe<ProductSort>;
  search?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  sku?: InputMaybe<Scalars['String']['input']>;
};

export type QueryQuoteLinesArgs = {
  lines: Array<ReserveLineInput>;
};

export type QueryStockStepsArgs = {
  orderIds: Array<Scalars['ID']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Adds a product: the seller's own, or the shop's when an admin adds it. Sellers and admins. */
  createProduct: CreateProductResult;
  /**
   * Changes what is given and leaves the rest. Always possible: a running checkout keeps the price it holds. Sellers may
   * change what they sell, admins everything.
   */
  updateProduct: UpdateProductResult;
  /**
   * Takes a product out of sale; it still resolves where it was bought. Repeatable. Refused while a checkout holds units.
   * Sellers may archive what they sell, admins everything.
   */
  archiveProduct: ArchiveProductResult;
  /** Puts an archived product back on sale. Repeatable. Sellers may do so with what they sell, admins with everything. */
  unarchiveProduct: UnarchiveProductResult;
  /**
   * Puts units into stock or takes them out. Sellers may do so with what they sell, admins with everything. Repeating it
   * with the same key changes nothing; the same key with other input is BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED), and so is
   * more than 1,000,000,000 units in all (TOO_MANY_UNITS).
   */
  adjustStock: AdjustStockResult;
  /**
   * Permission to add one image to a product, at the end: a JPEG, PNG, WebP or GIF of at most 5 MB, sent once, within five
   * minutes. For the seller of the product and admins. What the upload itself is refused for says docs/files.md.
   */
  requestProductImageUpload: RequestProductImageUploadResult;
  /** Takes an image away for good. Repeatable. For the seller of the product and admins. */
  removeProductImage: RemoveProductImageResult;
  /** Puts the images of a product in this order; the first is the main one. For the seller of the product and admins. */
  setProductImages: SetProductImagesResult;
  /**
   * An address from which the catalogue can be read once, within five minutes: every product that is sold, by SKU, with the
   * columns sku, name, description, category, price (minor units) and stock (units that are free). Admins only.
   */
  requestCatalogueExport: CatalogueExport;
  /**
   * An address to which a file of the same columns can be sent once, within five minutes. Unknown SKUs are created, known ones
   * get the file's words and price and keep their stock; a bad line harms no other. The answer is a report in lines of JSON
   * that comes while the file is read, and ends with a summary. The same file again changes nothing. Admins only.
   */
  requestCatalogueImport: CatalogueImport;
  /**
   * Holds all lines of an order or none, at today's prices. For services. Repeatable by order id; the same order id with
   * other lines is a CONFLICT (RESERVATION_DIFFERS).
   */
  reserveStock: ReserveStockResult;
  /**
   * Gives a hold back. For services. Repeatable; a release that comes before its reservation prevents it: `reserveStock`
   * then answers with a RELEASED reservation. REFUSED (RESERVATION_COMMITTED) for one that is sold.
   */
  releaseStock: Reservation;
  /** Turns a hold into a sale. For services. Repeatable; REFUSED (RESERVATION_RELEASED) for one that was given back. */
  commitStock: Reservation;
  /**
   * Puts what an order has bought back into stock, once. For services. Repeatable; NOT_FOUND (RESERVATION_NOT_FOUND), REFUSED:
   * RESERVATION_HELD for what is not sold yet, RESERVATION_RELEASED for what was given back before it was sold.
   */
  returnStock: Reservation;
};

export type MutationCreateProductArgs = {
  input: CreateProductInput;
};

export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};

export type MutationArchiveProductArgs = {
  input: ArchiveProductInput;
};

export type MutationUnarchiveProductArgs = {
  input: UnarchiveProductInput;
};

export type MutationAdjustStockArgs = {
  input: AdjustStockInput;
};

export type MutationRequestProductImageUploadArgs = {
  input: RequestProductImageUploadInput;
};

export type MutationRemoveProductImageArgs = {
  input: RemoveProductImageInput;
};

export type MutationSetProductImagesArgs = {
  input: SetProductImagesInput;
};

export type MutationRequestCatalogueExportArgs = {
  input: CatalogueExportInput;
};

export type MutationRequestCatalogueImportArgs = {
  input: CatalogueImportInput;
};

export type MutationReserveStockArgs = {
  input: ReserveStockInput;
};

export type MutationReleaseStockArgs = {
  orderId: Scalars['ID']['input'];
};

export type MutationCommitStockArgs = {
  orderId: Scalars['ID']['input'];
};

export type MutationReturnStockArgs = {
  orderId: Scalars['ID']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * How many units of a product can be ordered: now, and whenever that changes, in order. Needs no sign-in. When many changes
   * come at once (a flash sale) only the newest is told, at most ten times a second. NOT_FOUND (PRODUCT_NOT_FOUND) when there
   * is no such product; UNAVAILABLE (STREAM_INTERRUPTED) ends it when a change can't be read: subscribe again.
   */
  availabilityChanged: AvailabilityChange;
};

export type SubscriptionAvailabilityChangedArgs = {
  productId: Scalars['ID']['input'];
};

/** Everything that is given must hold. */
export type ProductFilter = {
  category?: InputMaybe<StringFilter>;
  /** In minor units of the shop's currency. */
  price?: InputMaybe<MinorUnitsFilter>;
  /** Who sells it. */
  sellerId?: InputMaybe<StringFilter>;
  /**
   * For sellers and admins; others get UNAUTHENTICATED (SIGN_IN_REQUIRED) or FORBIDDEN (SELLER_REQUIRED). Sellers see their
   * own archived products only. Where `search` is given it takes one status: `{ eq }` at the top of the filter.
   */
  status?: InputMaybe<ProductStatusFilter>;
  /** When it was added. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Whether units can be ordered now. What is archived is not in stock. */
  inStock?: InputMaybe<Scalars['Boolean']['input']>;
  and?: InputMaybe<Array<ProductFilter>>;
  or?: InputMaybe<Array<ProductFilter>>;
};

export type ProductStatusFilter = {
  eq?: InputMaybe<ProductStatus>;
  in?: InputMaybe<Array<ProductStatus>>;
};

export type StringFilter = {
  eq?: InputMaybe<Scalars['String']['input']>;
  in?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type DateTimeFilter = {
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  lt?: InputMaybe<Scalars['DateTime']['input']>;
  lte?: InputMaybe<Scalars['DateTime']['input']>;
};

export type MinorUnitsFilter = {
  eq?: InputMaybe<Scalars['MinorUnits']['input']>;
  gt?: InputMaybe<Scalars['MinorUnits']['input']>;
  gte?: InputMaybe<Scalars['MinorUnits']['input']>;
  lt?: InputMaybe<Scalars['MinorUnits']['input']>;
  lte?: InputMaybe<Scalars['MinorUnits']['input']>;
};

export type ProductSort =
  | 'NEWEST'
  | 'NAME'
  | 'PRICE_LOW_TO_HIGH'
  | 'PRICE_HIGH_TO_LOW';

export type ProductConnection = {
  __typename?: 'ProductConnection';
  edges: Array<ProductEdge>;
  nodes: Array<Product>;
  pageInfo: PageInfo;
  /** How many products match in all. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type ProductEdge = {
  __typename?: 'ProductEdge';
  cursor: Scalars['String']['output'];
  node: Product;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type Category = {
  __typename?: 'Category';
  name: Scalars['String']['output'];
  productCount: Scalars['Int']['output'];
};

/** Something that can be bought. */
export type Product = {
  __typename?: 'Product';
  id: Scalars['ID']['output'];
  /** The shop's own article number, unique. */
  sku: Scalars['String']['output'];
  name: Scalars['String']['output'];
  description: Scalars['String']['output'];
  category: Scalars['String']['output'];
  price: Money;
  /** At most 10; the first is the main one. */
  images: Array<ProductImage>;
  availability: Availability;
  /** Who sells it. Null when the shop does, or when the users subgraph is away. */
  seller?: Maybe<User>;
  /**
   * Whether everything may be done to it now. False while running checkouts hold units: then it can't be archived, and no
   * more units can be taken out than are free. Text and price may always change. `editability` says it in parts.
   */
  isEditable: Scalars['Boolean']['output'];
  editability: Editability;
  /** What was bought together with it most often, and is sold now. Empty where nothing was yet. */
  related: Array<Product>;
  /** Units that operators put in or took out, newest first. Pages of 1 to 100. Null to everyone but its seller and admins. */
  stockMovements?: Maybe<StockMovementConnection>;
  status: ProductStatus;
  /** Grows with every edit; `updateProduct` wants the one that was read. Stock moves without it. */
  version: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
};

/** Something that can be bought. */
export type ProductRelatedArgs = {
  first?: Scalars['Int']['input'];
};

/** Something that can be bought. */
export type ProductStockMovementsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A picture of a product. What an id names never changes: another picture is another image. */
export type ProductImage = {
  __typename?: 'ProductImage';
  id: Scalars['ID']['output'];
  /** Where it is, for everybody. */
  url: Scalars['String']['output'];
  /** What it shows, for who can't see it. Empty when nobody said. */
  alt: Scalars['String']['output'];
  /** `image/jpeg`, `image/png`, `image/webp` or `image/gif`. */
  contentType: Scalars['String']['output'];
  /** Its size. */
  bytes: Scalars['Int']['output'];
};

/** Permission to send one file. Send its bytes as they are, as the body of the request; no access token is needed. */
export type UploadTicket = {
  __typename?: 'UploadTicket';
  /** Takes one request; whoever has it may make it. */
  uploadUrl: Scalars['String']['output'];
  /** `PUT`. */
  method: Scalars['String']['output'];
  /** In real time, five minutes from its making. */
  expiresAt: Scalars['DateTime']['output'];
  /** More is refused with 413. */
  maxBytes: Scalars['Int']['output'];
  /** What the file may be, told by its bytes; anything else is refused with 415. */
  contentTypes: Array<Scalars['String']['output']>;
};

export type ProductStatus =
  | 'ACTIVE'
  /** No longer sold; still shown where it was bought. */
  | 'ARCHIVED';

export type Availability = {
  __typename?: 'Availability';
  /** Whether at least one unit can be ordered now. */
  inStock: Scalars['Boolean']['output'];
  /** Units that can be ordered now. */
  available: Scalars['Int']['output'];
  /** Units in checkouts that are not paid yet; they may come back. */
  held: Scalars['Int']['output'];
};

/** The stock of a product at one moment. */
export type AvailabilityChange = {
  __typename?: 'AvailabilityChange';
  productId: Scalars['ID']['output'];
  /** As it was at that moment. */
  product: Product;
  availability: Availability;
};

/** What running checkouts forbid at this moment; it may be a moment old, and what is refused then says so itself. */
export type Editability = {
  __typename?: 'Editability';
  /** Name, description, category and price: always true. A running checkout keeps the price it holds. */
  canEdit: Scalars['Boolean']['output'];
  /** False while a checkout holds units: `archiveProduct` answers StockIsHeld. */
  canArchive: Scalars['Boolean']['output'];
  /** Units that have to stay in stock because checkouts hold them: `adjustStock` below that answers StockIsHeld. */
  minimumStock: Scalars['Int']['output'];
  /** For people. Null when nothing is forbidden. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** Units that an operator put in or took out. Sales are no movements. */
export type StockMovement = {
  __typename?: 'StockMovement';
  id: Scalars['ID']['output'];
  /** Negative when taken out. */
  delta: Scalars['Int']['output'];
  /** What the operator gave as the reason. */
  reason: Scalars['String']['output'];
  /** Who it was. Null when the users subgraph is away or the account is gone. */
  by?: Maybe<User>;
  /** In shop time. */
  at: Scalars['DateTime']['output'];
};

export type StockMovementConnection = {
  __typename?: 'StockMovementConnection';
  edges: Array<StockMovementEdge>;
  nodes: Array<StockMovement>;
  pageInfo: PageInfo;
  /** How many there are in all. Counted only when asked for. */
  totalCount: Scalars['Int']['output'];
};

export type StockMovementEdge = {
  __typename?: 'StockMovementEdge';
  cursor: Scalars['String']['output'];
  node: StockMovement;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
  /**
   * What the user sells now, newest first, for everybody. Pages of 1 to 100; empty for who sells nothing. Null when the
   * products subgraph is away.
   */
  products?: Maybe<ProductConnection>;
  /**
   * What others bought together with what the user bought, most often first, without that itself. For the user and admins,
   * null to anyone else, and without an error when the products subgraph is away or takes over two seconds.
   */
  recommendations?: Maybe<Array<Product>>;
};

export type UserProductsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type UserRecommendationsArgs = {
  first?: Scalars['Int']['input'];
};

/** An amount of money in minor units. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['MinorUnits']['output'];
  /** ISO 4217. */
  currency: Scalars['String']['output'];
  /** For people, such as `€19.99`. */
  formatted: Scalars['String']['output'];
};

export type CreateProductInput = {
  /** 3 to 40 characters: upper-case letters, digits and dashes. */
  sku: Scalars['String']['input'];
  /** 2 to 200 characters. */
  name: Scalars['String']['input'];
  /** At most 5,000 characters. */
  description?: Scalars['String']['input'];
  /** 2 to 60 characters. */
  category: Scalars['String']['input'];
  /** 0 to 100,000,000,000, in minor units of the shop's currency. */
  price: Scalars['MinorUnits']['input'];
  /** Units in stock, 0 to 1,000,000. */
  stock?: Scalars['Int']['input'];
};

export type UpdateProductInput = {
  id: Scalars['ID']['input'];
  /** The version that was read. */
  expectedVersion: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<Scalars['String']['input']>;
  price?: InputMaybe<Scalars['MinorUnits']['input']>;
};

export type ArchiveProductInput = {
  id: Scalars['ID']['input'];
  /** The version that was read. */
  expectedVersion: Scalars['Int']['input'];
};

export type UnarchiveProductInput = {
  id: Scalars['ID']['input'];
  /** The version that was read. */
  expectedVersion: Scalars['Int']['input'];
};

export type RequestProductImageUploadInput = {
  productId: Scalars['ID']['input'];
  /** What the image shows, for who can't see it: at most 200 characters, no line breaks. */
  alt?: Scalars['String']['input'];
};

export type RemoveProductImageInput = {
  productId: Scalars['ID']['input'];
  imageId: Scalars['ID']['input'];
};

export type SetProductImagesInput = {
  productId: Scalars['ID']['input'];
  /** All images that the product has, each once. */
  imageIds: Array<Scalars['ID']['input']>;
};

export type CatalogueExportInput = {
  format: CatalogueFormat;
};

export type CatalogueImportInput = {
  format: CatalogueFormat;
  /** Only says what would happen. */
  dryRun?: Scalars['Boolean']['input'];
};

export type CatalogueFormat =
  /** One JSON object in each line. */
  | 'NDJSON'
  /** RFC 4180, with a header line, in UTF-8. */
  | 'CSV';

export type CatalogueExport = {
  __typename?: 'CatalogueExport';
  /** To be read with GET. */
  url: Scalars['String']['output'];
  /** In real time. */
  expiresAt: Scalars['DateTime']['output'];
};

export type CatalogueImport = {
  __typename?: 'CatalogueImport';
  /** Takes the file as the body of the request. */
  uploadUrl: Scalars['String']['output'];
  /** `PUT`. */
  method: Scalars['String']['output'];
  /** In real time. */
  expiresAt: Scalars['DateTime']['output'];
};

export type AdjustStockInput = {
  productId: Scalars['ID']['input'];
  /** Units to add, or to take out when negative; not 0, at most 1,000,000. */
  delta: Scalars['Int']['input'];
  /** Why, for the record: 3 to 200 characters. */
  reason: Scalars['String']['input'];
  /** Chosen by the client, unique per user; 8 to 100 characters. */
  idempotencyKey: Scalars['ID']['input'];
};

export type ReserveStockInput = {
  orderId: Scalars['ID']['input'];
  lines: Array<ReserveLineInput>;
  /** When the hold may end. */
  heldUntil: Scalars['DateTime']['input'];
};

export type ReserveLineInput = {
  productId: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
};

export type CreateProductResult = ProductCreated | SkuTaken;

export type UpdateProductResult = ProductUpdated | VersionConflict | ProductNotFound | NotYourProduct;

export type ArchiveProductResult = ProductArchived | VersionConflict | StockIsHeld | ProductNotFound | NotYourProduct;

export type UnarchiveProductResult = ProductUnarchived | VersionConflict | ProductNotFound | NotYourProduct;

export type RequestProductImageUploadResult = UploadTicket | TooManyImages | ProductNotFound | NotYourProduct;

export type RemoveProductImageResult = ProductImageRemoved | ProductNotFound | NotYourProduct;

export type SetProductImagesResult = ProductImagesSet | ImagesChanged | ProductNotFound | NotYourProduct;

export type AdjustStockResult = StockAdjusted | StockIsHeld | ProductNotFound | NotYourProduct;

export type ReserveStockResult = Reservation | BeingCheckedOut | OutOfStock | ProductUnavailable;

export type ProductCreated = {
  __typename?: 'ProductCreated';
  product: Product;
};

export type ProductUpdated = {
  __typename?: 'ProductUpdated';
  product: Product;
};

export type ProductArchived = {
  __typename?: 'ProductArchived';
  product: Product;
};

export type ProductUnarchived = {
  __typename?: 'ProductUnarchived';
  product: Product;
};

export type ProductImageRemoved = {
  __typename?: 'ProductImageRemoved';
  product: Product;
};

export type ProductImagesSet = {
  __typename?: 'ProductImagesSet';
  product: Product;
};

export type StockAdjusted = {
  __typename?: 'StockAdjusted';
  product: Product;
};

export type Reservation = {
  __typename?: 'Reservation';
  orderId: Scalars['ID']['output'];
  status: ReservationStatus;
  lines: Array<ReservedLine>;
  heldUntil: Scalars['DateTime']['output'];
};

export type ReservationStatus =
  | 'HELD'
  | 'RELEASED'
  | 'COMMITTED'
  /** Sold, and back in stock. */
  | 'RETURNED';

export type StockStep = {
  __typename?: 'StockStep';
  orderId: Scalars['ID']['output'];
  /** StockHeld, StockReleased, StockCommitted or StockReturned; HoldForestalled: given back before it was held. */
  type: Scalars['String']['output'];
  /** Of all lines together. */
  units: Scalars['Int']['output'];
  /** Shop time. */
  at: Scalars['DateTime']['output'];
  /** Real time. */
  recordedAt: Scalars['DateTime']['output'];
  /** Of the message that tells of it. Null where none does. */
  eventId?: Maybe<Scalars['ID']['output']>;
  /** Of the request that it was done for. Null where there was none. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** The event or step that it follows from. */
  causationId?: Maybe<Scalars['String']['output']>;
};

export type QuotedLine = {
  __typename?: 'QuotedLine';
  productId: Scalars['ID']['output'];
  /** Name, SKU and price are null for a product that does not exist. */
  name?: Maybe<Scalars['String']['output']>;
  sku?: Maybe<Scalars['String']['output']>;
  /** The price that would be held now. */
  unitPrice?: Maybe<Money>;
  /** Units that could be held now; 0 for what is not sold. */
  available: Scalars['Int']['output'];
  /** Units in checkouts; they may come back. */
  held: Scalars['Int']['output'];
  status: QuotedLineStatus;
};

export type QuotedLineStatus =
  /** It is sold. Whether there are enough units, `available` and `held` say. */
  | 'OK'
  /** Archived, or it does not exist. */
  | 'UNAVAILABLE';

export type ReservedLine = {
  __typename?: 'ReservedLine';
  productId: Scalars['ID']['output'];
  sku: Scalars['String']['output'];
  name: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
  /** The price that was held. */
  unitPrice: Money;
};

/** Something a client is expected to handle. `code` is stable, `message` is for people. */
export type UserError = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** Path of the input field, such as `lines.0`. Null when no single field is to blame. */
  param?: Maybe<Scalars['String']['output']>;
};

/** Another product has this SKU. */
export type SkuTaken = UserError & {
  __typename?: 'SkuTaken';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** There is no such product. */
export type ProductNotFound = UserError & {
  __typename?: 'ProductNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** Somebody else, or the shop itself, sells it: only they and admins may change it. */
export type NotYourProduct = UserError & {
  __typename?: 'NotYourProduct';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** It has 10 images: remove one first. */
export type TooManyImages = UserError & {
  __typename?: 'TooManyImages';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** These are not the images that the product has now: read them again. */
export type ImagesChanged = UserError & {
  __typename?: 'ImagesChanged';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
};

/** Somebody changed it since it was read. */
export type VersionConflict = UserError & {
  __typename?: 'VersionConflict';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  /** Read it again, or repeat with this version. */
  currentVersion: Scalars['Int']['output'];
};

/** Not now: so many units are not there to be taken out, or running checkouts hold some. */
export type StockIsHeld = UserError & {
  __typename?: 'StockIsHeld';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  param?: Maybe<Scalars['String']['output']>;
  available: Scalars['Int']['output'];
  held: Scalars['Int']['output'];
};

/** The units are in somebody's checkout; they may come back. */
export type BeingCheckedOut = UserError & {
  __typename?: 'BeingCheckedOut';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** The line, such as `lines.0`. */
  param?: Maybe<Scalars['String']['output']>;
  /** When the first of the holds ends. */
  retryAfter: Scalars['DateTime']['output'];
};

/** There are not so many units. */
export type OutOfStock = UserError & {
  __typename?: 'OutOfStock';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** The line, such as `lines.0`. */
  param?: Maybe<Scalars['String']['output']>;
  /** Units that could be ordered now. */
  available: Scalars['Int']['output'];
};

/** The product is not sold, or never was. */
export type ProductUnavailable = UserError & {
  __typename?: 'ProductUnavailable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** The line, such as `lines.0`. */
  param?: Maybe<Scalars['String']['output']>;
};

export type Link__Purpose =
  /** `SECURITY` features provide metadata necessary to securely resolve fields. */
  | 'SECURITY'
  /** `EXECUTION` features provide metadata necessary for operation execution. */
  | 'EXECUTION';

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Product: Product;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Product:
    ( { __typename: 'Product' }
    & ( GraphQLRecursivePick<FederationTypes['Product'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Product'], {"sku":true}> ) );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CreateProductResult:
    | ( Omit<ProductCreated, 'product'> & { product: _RefType['Product'] } )
    | ( SkuTaken )
  ;
  UpdateProductResult:
    | ( Omit<ProductUpdated, 'product'> & { product: _RefType['Product'] } )
    | ( VersionConflict )
    | ( ProductNotFound )
    | ( NotYourProduct )
  ;
  ArchiveProductResult:
    | ( Omit<ProductArchived, 'product'> & { product: _RefType['Product'] } )
    | ( VersionConflict )
    | ( StockIsHeld )
    | ( ProductNotFound )
    | ( NotYourProduct )
  ;
  UnarchiveProductResult:
    | ( Omit<ProductUnarchived, 'product'> & { product: _RefType['Product'] } )
    | ( VersionConflict )
    | ( ProductNotFound )
    | ( NotYourProduct )
  ;
  RequestProductImageUploadResult:
    | ( UploadTicket )
    | ( TooManyImages )
    | ( ProductNotFound )
    | ( NotYourProduct )
  ;
  RemoveProductImageResult:
    | ( Omit<ProductImageRemoved, 'product'> & { product: _RefType['Product'] } )
    | ( ProductNotFound )
    | ( NotYourProduct )
  ;
  SetProductImagesResult:
    | ( Omit<ProductImagesSet, 'product'> & { product: _RefType['Product'] } )
    | ( ImagesChanged )
    | ( ProductNotFound )
    | ( NotYourProduct )
  ;
  AdjustStockResult:
    | ( Omit<StockAdjusted, 'product'> & { product: _RefType['Product'] } )
    | ( StockIsHeld )
    | ( ProductNotFound )
    | ( NotYourProduct )
  ;
  ReserveStockResult:
    | ( ReservationValue )
    | ( BeingCheckedOut )
    | ( OutOfStock )
    | ( ProductUnavailable )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( SkuTaken )
    | ( ProductNotFound )
    | ( NotYourProduct )
    | ( TooManyImages )
    | ( ImagesChanged )
    | ( VersionConflict )
    | ( StockIsHeld )
    | ( BeingCheckedOut )
    | ( OutOfStock )
    | ( ProductUnavailable )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CacheControlScope: CacheControlScope;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ProductFilter: ProductFilter;
  ProductStatusFilter: ProductStatusFilter;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  MinorUnitsFilter: MinorUnitsFilter;
  ProductSort: ProductSort;
  ProductConnection: ResolverTypeWrapper<ProductList>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Category: ResolverTypeWrapper<Category>;
  Product: ResolverTypeWrapper<ProductValue>;
  ProductImage: ResolverTypeWrapper<ProductImageValue>;
  UploadTicket: ResolverTypeWrapper<UploadTicket>;
  ProductStatus: ProductStatus;
  Availability: ResolverTypeWrapper<Availability>;
  AvailabilityChange: ResolverTypeWrapper<ProductValue>;
  Editability: ResolverTypeWrapper<Editability>;
  StockMovement: ResolverTypeWrapper<AdjustmentValue>;
  StockMovementConnection: ResolverTypeWrapper<MovementList>;
  StockMovementEdge: ResolverTypeWrapper<Omit<StockMovementEdge, 'node'> & { node: ResolversTypes['StockMovement'] }>;
  User: ResolverTypeWrapper<SellerKey>;
  Money: ResolverTypeWrapper<MoneyValue>;
  CreateProductInput: CreateProductInput;
  UpdateProductInput: UpdateProductInput;
  ArchiveProductInput: ArchiveProductInput;
  UnarchiveProductInput: UnarchiveProductInput;
  RequestProductImageUploadInput: RequestProductImageUploadInput;
  RemoveProductImageInput: RemoveProductImageInput;
  SetProductImagesInput: SetProductImagesInput;
  CatalogueExportInput: CatalogueExportInput;
  CatalogueImportInput: CatalogueImportInput;
  CatalogueFormat: CatalogueFormat;
  CatalogueExport: ResolverTypeWrapper<CatalogueExport>;
  CatalogueImport: ResolverTypeWrapper<CatalogueImport>;
  AdjustStockInput: AdjustStockInput;
  ReserveStockInput: ReserveStockInput;
  ReserveLineInput: ReserveLineInput;
  CreateProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateProductResult']>;
  UpdateProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProductResult']>;
  ArchiveProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveProductResult']>;
  UnarchiveProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnarchiveProductResult']>;
  RequestProductImageUploadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestProductImageUploadResult']>;
  RemoveProductImageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveProductImageResult']>;
  SetProductImagesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetProductImagesResult']>;
  AdjustStockResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AdjustStockResult']>;
  ReserveStockResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReserveStockResult']>;
  ProductCreated: ResolverTypeWrapper<Omit<ProductCreated, 'product'> & { product: ResolversTypes['Product'] }>;
  ProductUpdated: ResolverTypeWrapper<Omit<ProductUpdated, 'product'> & { product: ResolversTypes['Product'] }>;
  ProductArchived: ResolverTypeWrapper<Omit<ProductArchived, 'product'> & { product: ResolversTypes['Product'] }>;
  ProductUnarchived: ResolverTypeWrapper<Omit<ProductUnarchived, 'product'> & { product: ResolversTypes['Product'] }>;
  ProductImageRemoved: ResolverTypeWrapper<Omit<ProductImageRemoved, 'product'> & { product: ResolversTypes['Product'] }>;
  ProductImagesSet: ResolverTypeWrapper<Omit<ProductImagesSet, 'product'> & { product: ResolversTypes['Product'] }>;
  StockAdjusted: ResolverTypeWrapper<Omit<StockAdjusted, 'product'> & { product: ResolversTypes['Product'] }>;
  Reservation: ResolverTypeWrapper<ReservationValue>;
  ReservationStatus: ReservationStatus;
  StockStep: ResolverTypeWrapper<StockStepValue>;
  QuotedLine: ResolverTypeWrapper<QuotedLineValue>;
  QuotedLineStatus: QuotedLineStatus;
  ReservedLine: ResolverTypeWrapper<Omit<ReservedLine, 'unitPrice'> & { unitPrice: ResolversTypes['Money'] }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  SkuTaken: ResolverTypeWrapper<SkuTaken>;
  ProductNotFound: ResolverTypeWrapper<ProductNotFound>;
  NotYourProduct: ResolverTypeWrapper<NotYourProduct>;
  TooManyImages: ResolverTypeWrapper<TooManyImages>;
  ImagesChanged: ResolverTypeWrapper<ImagesChanged>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
  StockIsHeld: ResolverTypeWrapper<StockIsHeld>;
  BeingCheckedOut: ResolverTypeWrapper<BeingCheckedOut>;
  OutOfStock: ResolverTypeWrapper<OutOfStock>;
  ProductUnavailable: ResolverTypeWrapper<ProductUnavailable>;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
  link__Purpose: Link__Purpose;
  federation__FieldSet: ResolverTypeWrapper<Scalars['federation__FieldSet']['output']>;
  federation__Scope: ResolverTypeWrapper<Scalars['federation__Scope']['output']>;
  federation__Policy: ResolverTypeWrapper<Scalars['federation__Policy']['output']>;
  federation__ContextFieldValue: ResolverTypeWrapper<Scalars['federation__ContextFieldValue']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  ProductFilter: ProductFilter;
  ProductStatusFilter: ProductStatusFilter;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  MinorUnitsFilter: MinorUnitsFilter;
  ProductConnection: ProductList;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  PageInfo: PageInfo;
  Category: Category;
  Product: ProductValue;
  ProductImage: ProductImageValue;
  UploadTicket: UploadTicket;
  Availability: Availability;
  AvailabilityChange: ProductValue;
  Editability: Editability;
  StockMovement: AdjustmentValue;
  StockMovementConnection: MovementList;
  StockMovementEdge: Omit<StockMovementEdge, 'node'> & { node: ResolversParentTypes['StockMovement'] };
  User: SellerKey;
  Money: MoneyValue;
  CreateProductInput: CreateProductInput;
  UpdateProductInput: UpdateProductInput;
  ArchiveProductInput: ArchiveProductInput;
  UnarchiveProductInput: UnarchiveProductInput;
  RequestProductImageUploadInput: RequestProductImageUploadInput;
  RemoveProductImageInput: RemoveProductImageInput;
  SetProductImagesInput: SetProductImagesInput;
  CatalogueExportInput: CatalogueExportInput;
  CatalogueImportInput: CatalogueImportInput;
  CatalogueExport: CatalogueExport;
  CatalogueImport: CatalogueImport;
  AdjustStockInput: AdjustStockInput;
  ReserveStockInput: ReserveStockInput;
  ReserveLineInput: ReserveLineInput;
  CreateProductResult: ResolversUnionTypes<ResolversParentTypes>['CreateProductResult'];
  UpdateProductResult: ResolversUnionTypes<ResolversParentTypes>['UpdateProductResult'];
  ArchiveProductResult: ResolversUnionTypes<ResolversParentTypes>['ArchiveProductResult'];
  UnarchiveProductResult: ResolversUnionTypes<ResolversParentTypes>['UnarchiveProductResult'];
  RequestProductImageUploadResult: ResolversUnionTypes<ResolversParentTypes>['RequestProductImageUploadResult'];
  RemoveProductImageResult: ResolversUnionTypes<ResolversParentTypes>['RemoveProductImageResult'];
  SetProductImagesResult: ResolversUnionTypes<ResolversParentTypes>['SetProductImagesResult'];
  AdjustStockResult: ResolversUnionTypes<ResolversParentTypes>['AdjustStockResult'];
  ReserveStockResult: ResolversUnionTypes<ResolversParentTypes>['ReserveStockResult'];
  ProductCreated: Omit<ProductCreated, 'product'> & { product: ResolversParentTypes['Product'] };
  ProductUpdated: Omit<ProductUpdated, 'product'> & { product: ResolversParentTypes['Product'] };
  ProductArchived: Omit<ProductArchived, 'product'> & { product: ResolversParentTypes['Product'] };
  ProductUnarchived: Omit<ProductUnarchived, 'product'> & { product: ResolversParentTypes['Product'] };
  ProductImageRemoved: Omit<ProductImageRemoved, 'product'> & { product: ResolversParentTypes['Product'] };
  ProductImagesSet: Omit<ProductImagesSet, 'product'> & { product: ResolversParentTypes['Product'] };
  StockAdjusted: Omit<StockAdjusted, 'product'> & { product: ResolversParentTypes['Product'] };
  Reservation: ReservationValue;
  StockStep: StockStepValue;
  QuotedLine: QuotedLineValue;
  ReservedLine: Omit<ReservedLine, 'unitPrice'> & { unitPrice: ResolversParentTypes['Money'] };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  SkuTaken: SkuTaken;
  ProductNotFound: ProductNotFound;
  NotYourProduct: NotYourProduct;
  TooManyImages: TooManyImages;
  ImagesChanged: ImagesChanged;
  VersionConflict: VersionConflict;
  StockIsHeld: StockIsHeld;
  BeingCheckedOut: BeingCheckedOut;
  OutOfStock: OutOfStock;
  ProductUnavailable: ProductUnavailable;
  link__Import: Scalars['link__Import']['output'];
  federation__FieldSet: Scalars['federation__FieldSet']['output'];
  federation__Scope: Scalars['federation__Scope']['output'];
  federation__Policy: Scalars['federation__Policy']['output'];
  federation__ContextFieldValue: Scalars['federation__ContextFieldValue']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type BroadcastDirectiveArgs = {
  latest?: Scalars['Boolean']['input'];
};

export type BroadcastDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = BroadcastDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type TimeoutDirectiveArgs = {
  ms: Scalars['Int']['input'];
};

export type TimeoutDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = TimeoutDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type FallbackDirectiveArgs = {
  value?: Scalars['String']['input'];
};

export type FallbackDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = FallbackDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LinkDirectiveArgs = {
  url?: Maybe<Scalars['String']['input']>;
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Link__Purpose>;
  import?: Maybe<Array<Maybe<Scalars['link__Import']['input']>>>;
};

export type LinkDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__RequiresDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__RequiresDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ProvidesDirectiveArgs = {
  fields: Scalars['federation__FieldSet']['input'];
};

export type Federation__ProvidesDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__ProvidesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExternalDirectiveArgs = { };

export type Federation__ExternalDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__ExternalDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ExtendsDirectiveArgs = { };

export type Federation__ExtendsDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__ExtendsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type InaccessibleDirectiveArgs = { };

export type InaccessibleDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = InaccessibleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__OverrideDirectiveArgs = {
  from: Scalars['String']['input'];
  label?: Maybe<Scalars['String']['input']>;
};

export type Federation__OverrideDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__OverrideDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__TagDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ComposeDirectiveDirectiveArgs = {
  name?: Maybe<Scalars['String']['input']>;
};

export type ComposeDirectiveDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = ComposeDirectiveDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__InterfaceObjectDirectiveArgs = { };

export type Federation__InterfaceObjectDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__InterfaceObjectDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__AuthenticatedDirectiveArgs = { };

export type Federation__AuthenticatedDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__AuthenticatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__RequiresScopesDirectiveArgs = {
  scopes: Array<Array<Scalars['federation__Scope']['input']>>;
};

export type Federation__RequiresScopesDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__PolicyDirectiveArgs = {
  policies: Array<Array<Scalars['federation__Policy']['input']>>;
};

export type Federation__PolicyDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__PolicyDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__ContextDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type Federation__ContextDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__ContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__FromContextDirectiveArgs = {
  field?: Maybe<Scalars['federation__ContextFieldValue']['input']>;
};

export type Federation__FromContextDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__FromContextDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  slicingArguments?: Maybe<Array<Scalars['String']['input']>>;
  sizedFields?: Maybe<Array<Scalars['String']['input']>>;
  requireOneSlicingArgument?: Maybe<Scalars['Boolean']['input']>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type Federation__CacheTagDirectiveArgs = {
  format: Scalars['String']['input'];
};

export type Federation__CacheTagDirectiveResolver<Result, Parent, ContextType = ProductsContext, Args = Federation__CacheTagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type QueryResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, Partial<QueryProductsArgs>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  categories?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType>;
  quoteLines?: Resolver<Maybe<Array<ResolversTypes['QuotedLine']>>, ParentType, ContextType, RequireFields<QueryQuoteLinesArgs, 'lines'>>;
  stockSteps?: Resolver<Array<ResolversTypes['StockStep']>, ParentType, ContextType, RequireFields<QueryStockStepsArgs, 'orderIds'>>;
};

export type MutationResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createProduct?: Resolver<ResolversTypes['CreateProductResult'], ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  updateProduct?: Resolver<ResolversTypes['UpdateProductResult'], ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
  archiveProduct?: Resolver<ResolversTypes['ArchiveProductResult'], ParentType, ContextType, RequireFields<MutationArchiveProductArgs, 'input'>>;
  unarchiveProduct?: Resolver<ResolversTypes['UnarchiveProductResult'], ParentType, ContextType, RequireFields<MutationUnarchiveProductArgs, 'input'>>;
  adjustStock?: Resolver<ResolversTypes['AdjustStockResult'], ParentType, ContextType, RequireFields<MutationAdjustStockArgs, 'input'>>;
  requestProductImageUpload?: Resolver<ResolversTypes['RequestProductImageUploadResult'], ParentType, ContextType, RequireFields<MutationRequestProductImageUploadArgs, 'input'>>;
  removeProductImage?: Resolver<ResolversTypes['RemoveProductImageResult'], ParentType, ContextType, RequireFields<MutationRemoveProductImageArgs, 'input'>>;
  setProductImages?: Resolver<ResolversTypes['SetProductImagesResult'], ParentType, ContextType, RequireFields<MutationSetProductImagesArgs, 'input'>>;
  requestCatalogueExport?: Resolver<ResolversTypes['CatalogueExport'], ParentType, ContextType, RequireFields<MutationRequestCatalogueExportArgs, 'input'>>;
  requestCatalogueImport?: Resolver<ResolversTypes['CatalogueImport'], ParentType, ContextType, RequireFields<MutationRequestCatalogueImportArgs, 'input'>>;
  reserveStock?: Resolver<ResolversTypes['ReserveStockResult'], ParentType, ContextType, RequireFields<MutationReserveStockArgs, 'input'>>;
  releaseStock?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType, RequireFields<MutationReleaseStockArgs, 'orderId'>>;
  commitStock?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType, RequireFields<MutationCommitStockArgs, 'orderId'>>;
  returnStock?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType, RequireFields<MutationReturnStockArgs, 'orderId'>>;
};

export type SubscriptionResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  availabilityChanged?: SubscriptionResolver<ResolversTypes['AvailabilityChange'], "availabilityChanged", ParentType, ContextType, RequireFields<SubscriptionAvailabilityChangedArgs, 'productId'>>;
};

export type ProductConnectionResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  productCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  images?: Resolver<Array<ResolversTypes['ProductImage']>, ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  isEditable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  editability?: Resolver<ResolversTypes['Editability'], ParentType, ContextType>;
  related?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<ProductRelatedArgs, 'first'>>;
  stockMovements?: Resolver<Maybe<ResolversTypes['StockMovementConnection']>, ParentType, ContextType, Partial<ProductStockMovementsArgs>>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ProductImageResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductImage'] = ResolversParentTypes['ProductImage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  alt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UploadTicketResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UploadTicket'] = ResolversParentTypes['UploadTicket']> = {
  uploadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  maxBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  contentTypes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AvailabilityResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  inStock?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AvailabilityChangeResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['AvailabilityChange'] = ResolversParentTypes['AvailabilityChange']> = {
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
};

export type EditabilityResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Editability'] = ResolversParentTypes['Editability']> = {
  canEdit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  canArchive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  minimumStock?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  delta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StockMovement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, Partial<UserProductsArgs>>;
  recommendations?: Resolver<Maybe<Array<ResolversTypes['Product']>>, ParentType, ContextType, RequireFields<UserRecommendationsArgs, 'first'>>;
};

export type MoneyResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CatalogueExportResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CatalogueExport'] = ResolversParentTypes['CatalogueExport']> = {
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CatalogueImportResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CatalogueImport'] = ResolversParentTypes['CatalogueImport']> = {
  uploadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CreateProductResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['CreateProductResult'] = ResolversParentTypes['CreateProductResult']> = {
  __resolveType: TypeResolveFn<'ProductCreated' | 'SkuTaken', ParentType, ContextType>;
};

export type UpdateProductResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UpdateProductResult'] = ResolversParentTypes['UpdateProductResult']> = {
  __resolveType: TypeResolveFn<'ProductUpdated' | 'VersionConflict' | 'ProductNotFound' | 'NotYourProduct', ParentType, ContextType>;
};

export type ArchiveProductResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ArchiveProductResult'] = ResolversParentTypes['ArchiveProductResult']> = {
  __resolveType: TypeResolveFn<'ProductArchived' | 'VersionConflict' | 'StockIsHeld' | 'ProductNotFound' | 'NotYourProduct', ParentType, ContextType>;
};

export type UnarchiveProductResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UnarchiveProductResult'] = ResolversParentTypes['UnarchiveProductResult']> = {
  __resolveType: TypeResolveFn<'ProductUnarchived' | 'VersionConflict' | 'ProductNotFound' | 'NotYourProduct', ParentType, ContextType>;
};

export type RequestProductImageUploadResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['RequestProductImageUploadResult'] = ResolversParentTypes['RequestProductImageUploadResult']> = {
  __resolveType: TypeResolveFn<'UploadTicket' | 'TooManyImages' | 'ProductNotFound' | 'NotYourProduct', ParentType, ContextType>;
};

export type RemoveProductImageResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['RemoveProductImageResult'] = ResolversParentTypes['RemoveProductImageResult']> = {
  __resolveType: TypeResolveFn<'ProductImageRemoved' | 'ProductNotFound' | 'NotYourProduct', ParentType, ContextType>;
};

export type SetProductImagesResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['SetProductImagesResult'] = ResolversParentTypes['SetProductImagesResult']> = {
  __resolveType: TypeResolveFn<'ProductImagesSet' | 'ImagesChanged' | 'ProductNotFound' | 'NotYourProduct', ParentType, ContextType>;
};

export type AdjustStockResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['AdjustStockResult'] = ResolversParentTypes['AdjustStockResult']> = {
  __resolveType: TypeResolveFn<'StockAdjusted' | 'StockIsHeld' | 'ProductNotFound' | 'NotYourProduct', ParentType, ContextType>;
};

export type ReserveStockResultResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ReserveStockResult'] = ResolversParentTypes['ReserveStockResult']> = {
  __resolveType: TypeResolveFn<'Reservation' | 'BeingCheckedOut' | 'OutOfStock' | 'ProductUnavailable', ParentType, ContextType>;
};

export type ProductCreatedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductCreated'] = ResolversParentTypes['ProductCreated']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductUpdatedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductUpdated'] = ResolversParentTypes['ProductUpdated']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductArchivedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductArchived'] = ResolversParentTypes['ProductArchived']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductUnarchivedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductUnarchived'] = ResolversParentTypes['ProductUnarchived']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductImageRemovedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductImageRemoved'] = ResolversParentTypes['ProductImageRemoved']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductImagesSetResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductImagesSet'] = ResolversParentTypes['ProductImagesSet']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockAdjustedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['StockAdjusted'] = ResolversParentTypes['StockAdjusted']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReservationResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['Reservation'] = ResolversParentTypes['Reservation']> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReservationStatus'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReservedLine']>, ParentType, ContextType>;
  heldUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockStepResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['StockStep'] = ResolversParentTypes['StockStep']> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  units?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  causationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QuotedLineResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['QuotedLine'] = ResolversParentTypes['QuotedLine']> = {
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['QuotedLineStatus'], ParentType, ContextType>;
};

export type ReservedLineResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ReservedLine'] = ResolversParentTypes['ReservedLine']> = {
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'SkuTaken' | 'ProductNotFound' | 'NotYourProduct' | 'TooManyImages' | 'ImagesChanged' | 'VersionConflict' | 'StockIsHeld' | 'BeingCheckedOut' | 'OutOfStock' | 'ProductUnavailable', ParentType, ContextType>;
};

export type SkuTakenResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['SkuTaken'] = ResolversParentTypes['SkuTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductNotFoundResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductNotFound'] = ResolversParentTypes['ProductNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotYourProductResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['NotYourProduct'] = ResolversParentTypes['NotYourProduct']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyImagesResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['TooManyImages'] = ResolversParentTypes['TooManyImages']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImagesChangedResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ImagesChanged'] = ResolversParentTypes['ImagesChanged']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VersionConflictResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['VersionConflict'] = ResolversParentTypes['VersionConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  currentVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockIsHeldResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['StockIsHeld'] = ResolversParentTypes['StockIsHeld']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BeingCheckedOutResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['BeingCheckedOut'] = ResolversParentTypes['BeingCheckedOut']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfter?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OutOfStockResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['OutOfStock'] = ResolversParentTypes['OutOfStock']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductUnavailableResolvers<ContextType = ProductsContext, ParentType extends ResolversParentTypes['ProductUnavailable'] = ResolversParentTypes['ProductUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  param?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface Link__ImportScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['link__Import'], any> {
  name: 'link__Import';
}

export interface Federation__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__FieldSet'], any> {
  name: 'federation__FieldSet';
}

export interface Federation__ScopeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Scope'], any> {
  name: 'federation__Scope';
}

export interface Federation__PolicyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__Policy'], any> {
  name: 'federation__Policy';
}

export interface Federation__ContextFieldValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['federation__ContextFieldValue'], any> {
  name: 'federation__ContextFieldValue';
}

export type Resolvers<ContextType = ProductsContext> = {
  DateTime?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductImage?: ProductImageResolvers<ContextType>;
  UploadTicket?: UploadTicketResolvers<ContextType>;
  Availability?: AvailabilityResolvers<ContextType>;
  AvailabilityChange?: AvailabilityChangeResolvers<ContextType>;
  Editability?: EditabilityResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  CatalogueExport?: CatalogueExportResolvers<ContextType>;
  CatalogueImport?: CatalogueImportResolvers<ContextType>;
  CreateProductResult?: CreateProductResultResolvers<ContextType>;
  UpdateProductResult?: UpdateProductResultResolvers<ContextType>;
  ArchiveProductResult?: ArchiveProductResultResolvers<ContextType>;
  UnarchiveProductResult?: UnarchiveProductResultResolvers<ContextType>;
  RequestProductImageUploadResult?: RequestProductImageUploadResultResolvers<ContextType>;
  RemoveProductImageResult?: RemoveProductImageResultResolvers<ContextType>;
  SetProductImagesResult?: SetProductImagesResultResolvers<ContextType>;
  AdjustStockResult?: AdjustStockResultResolvers<ContextType>;
  ReserveStockResult?: ReserveStockResultResolvers<ContextType>;
  ProductCreated?: ProductCreatedResolvers<ContextType>;
  ProductUpdated?: ProductUpdatedResolvers<ContextType>;
  ProductArchived?: ProductArchivedResolvers<ContextType>;
  ProductUnarchived?: ProductUnarchivedResolvers<ContextType>;
  ProductImageRemoved?: ProductImageRemovedResolvers<ContextType>;
  ProductImagesSet?: ProductImagesSetResolvers<ContextType>;
  StockAdjusted?: StockAdjustedResolvers<ContextType>;
  Reservation?: ReservationResolvers<ContextType>;
  StockStep?: StockStepResolvers<ContextType>;
  QuotedLine?: QuotedLineResolvers<ContextType>;
  ReservedLine?: ReservedLineResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  SkuTaken?: SkuTakenResolvers<ContextType>;
  ProductNotFound?: ProductNotFoundResolvers<ContextType>;
  NotYourProduct?: NotYourProductResolvers<ContextType>;
  TooManyImages?: TooManyImagesResolvers<ContextType>;
  ImagesChanged?: ImagesChangedResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
  StockIsHeld?: StockIsHeldResolvers<ContextType>;
  BeingCheckedOut?: BeingCheckedOutResolvers<ContextType>;
  OutOfStock?: OutOfStockResolvers<ContextType>;
  ProductUnavailable?: ProductUnavailableResolvers<ContextType>;
  link__Import?: GraphQLScalarType;
  federation__FieldSet?: GraphQLScalarType;
  federation__Scope?: GraphQLScalarType;
  federation__Policy?: GraphQLScalarType;
  federation__ContextFieldValue?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = ProductsContext> = {
  broadcast?: BroadcastDirectiveResolver<any, any, ContextType>;
  timeout?: TimeoutDirectiveResolver<any, any, ContextType>;
  fallback?: FallbackDirectiveResolver<any, any, ContextType>;
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  link?: LinkDirectiveResolver<any, any, ContextType>;
  federation__requires?: Federation__RequiresDirectiveResolver<any, any, ContextType>;
  federation__provides?: Federation__ProvidesDirectiveResolver<any, any, ContextType>;
  federation__external?: Federation__ExternalDirectiveResolver<any, any, ContextType>;
  federation__extends?: Federation__ExtendsDirectiveResolver<any, any, ContextType>;
  inaccessible?: InaccessibleDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  federation__override?: Federation__OverrideDirectiveResolver<any, any, ContextType>;
  federation__tag?: Federation__TagDirectiveResolver<any, any, ContextType>;
  composeDirective?: ComposeDirectiveDirectiveResolver<any, any, ContextType>;
  federation__interfaceObject?: Federation__InterfaceObjectDirectiveResolver<any, any, ContextType>;
  federation__authenticated?: Federation__AuthenticatedDirectiveResolver<any, any, ContextType>;
  federation__requiresScopes?: Federation__RequiresScopesDirectiveResolver<any, any, ContextType>;
  federation__policy?: Federation__PolicyDirectiveResolver<any, any, ContextType>;
  federation__context?: Federation__ContextDirectiveResolver<any, any, ContextType>;
  federation__fromContext?: Federation__FromContextDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  federation__cacheTag?: Federation__CacheTagDirectiveResolver<any, any, ContextType>;
};
