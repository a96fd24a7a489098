/** The codes of the shop. It may learn new ones, so that clients treat those they don't know like `INTERNAL`. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'REFUSED'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | (string & {});

/** One thing that went wrong, as the gateway says it. */
export type Fault = {
  readonly message: string;
  readonly code: ErrorCode;
  /** A stable word that says more than the code, such as `SUBGRAPH_UNAVAILABLE`. */
  readonly reason: string;
  /** The same operation may succeed later. */
  readonly retryable: boolean;
  /** Where in the answer something is missing. */
  readonly path?: readonly (string | number)[];
  /** What is wrong with the input, field by field. */
  readonly reasons: readonly { readonly message: string; readonly param: string }[];
  /** To be quoted when asking for help; undefined where the shop was not reached. */
  readonly requestId?: string;
  /** The part of the shop that is away. */
  readonly service?: string;
};

type Extra = ErrorOptions & { readonly data?: unknown; readonly retryAfterMs?: number | undefined };

/** What an operation failed with; `code`, `reason` and the rest are those of the first fault. */
export class ShopError extends Error implements Fault {
  override readonly name = 'ShopError';
  readonly code: ErrorCode;
  readonly reason: string;
  /** True only if it is so of all faults. */
  readonly retryable: boolean;
  readonly reasons: Fault['reasons'];
  readonly requestId?: string;
  /** Everything that went wrong; at least one. */
  readonly faults: readonly Fault[];
  /** What there is of the answer all the same; undefined when the operation was not run. */
  readonly data: unknown;
  /** How long the shop wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(faults: readonly [Fault, ...Fault[]], { data, retryAfterMs, ...options }: Extra = {}) {
    const [first] = faults;
    super(first.message, options);
    this.code = first.code;
    this.reason = first.reason;
    this.reasons = first.reasons;
    if (first.requestId !== undefined) this.requestId = first.requestId;
    this.retryable = faults.every(({ retryable }) => retryable);
    this.faults = faults;
    this.data = data;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What this client finds out by itself: the shop was not reached, or something else answered. */
export const transportError = (reason: string, message: string, retryable: boolean, cause?: unknown): ShopError =>
  new ShopError([{ message, code: retryable ? 'UNAVAILABLE' : 'INTERNAL', reason, retryable, reasons: [] }], { cause });

type GraphqlError = {
  readonly message: string;
  readonly path?: Fault['path'];
  readonly extensions?: Partial<Omit<Fault, 'message' | 'path'>>;
};

export const faultOf = ({ message, path, extensions = {} }: GraphqlError): Fault => {
  const { code = 'INTERNAL', reason = '', retryable = false, reasons = [], requestId, service } = extensions;
  return {
    message,
    code,
    reason,
    retryable,
    reasons,
    ...(path && { path }),
    ...(requestId !== undefined && { requestId }),
    ...(service !== undefined && { service }),
  };
};
