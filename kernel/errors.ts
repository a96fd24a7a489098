/** `retryable`: the same call may succeed later. `exposed`: the message is safe to show a client. */
const CODES = {
  BAD_USER_INPUT: { retryable: false, exposed: true },
  UNAUTHENTICATED: { retryable: false, exposed: true },
  FORBIDDEN: { retryable: false, exposed: true },
  NOT_FOUND: { retryable: false, exposed: true },
  REFUSED: { retryable: false, exposed: true },
  CONFLICT: { retryable: true, exposed: true },
  RATE_LIMITED: { retryable: true, exposed: true },
  UNAVAILABLE: { retryable: true, exposed: true },
  INTERNAL: { retryable: false, exposed: false },
} as const satisfies Record<string, { retryable: boolean; exposed: boolean }>;

export type ErrorCode = keyof typeof CODES;

/** One thing that is wrong with the input: `param` is the field's path, such as `lines.0.quantity`. */
export type Reason = { readonly message: string; readonly param: string };

type Extra = ErrorOptions & {
  /** Every bad input field at once. */
  reasons?: readonly Reason[];
  /** Fields of the union member that `outcome` makes of a refusal, such as `retryAfter`. */
  details?: Readonly<Record<string, unknown>>;
};

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly reason: string;
  readonly reasons: readonly Reason[];
  readonly details: Readonly<Record<string, unknown>>;

  /** @param reason stable UPPER_SNAKE slug that clients and dashboards match on; the message may change, it may not. */
  constructor(
    code: ErrorCode,
    reason: string,
    message: string,
    { reasons = [], details = {}, ...options }: Extra = {},
  ) {
    super(message, options);
    this.code = code;
    this.reason = reason;
    this.reasons = reasons;
    this.details = details;
  }

  get retryable(): boolean {
    return CODES[this.code].retryable;
  }

  get exposed(): boolean {
    return CODES[this.code].exposed;
  }
}

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(CODES, code);

export const isRetryableCode = (code: ErrorCode): boolean => CODES[code].retryable;

/** What a caught value says, whatever was thrown. For logs and start-up lines, never for clients. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** Marks a `switch` as exhaustive: a new variant stops the build here. */
export function unreachable(value: never): never {
  throw new AppError('INTERNAL', 'UNREACHABLE', `unhandled variant: ${JSON.stringify(value)}`);
}
