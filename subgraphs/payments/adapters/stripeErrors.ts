import Stripe from 'stripe';
import { AppError } from '#kernel/errors.ts';

const { StripeConnectionError, StripeAPIError, StripeRateLimitError, StripeError } = Stripe.errors;

/** Runs calls to Stripe; what they throw arrives as ours. */
export async function asked<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof StripeError ? appErrorOf(error) : error;
  }
}

/**
 * Without an answer, or with one that blames Stripe, the outcome is unknown. Anything else is a mistake of ours that
 * asking again does not mend.
 *
 * https://docs.stripe.com/error-handling
 */
function appErrorOf(error: InstanceType<typeof StripeError>): AppError {
  const cause = withoutDetails(error);
  if (error instanceof StripeConnectionError) {
    return new AppError('UNAVAILABLE', 'PROVIDER_UNREACHABLE', 'Stripe did not answer', { cause });
  }
  if (error instanceof StripeAPIError || error instanceof StripeRateLimitError || isLocked(error)) {
    return new AppError('UNAVAILABLE', 'PROVIDER_UNREACHABLE', 'Stripe can not answer now', { cause });
  }
  return new AppError('INTERNAL', 'PROVIDER_REFUSED_CALL', 'Stripe refused a call', { cause });
}

/** Another call works on the same object, or with the same key. */
const isLocked = ({ code, statusCode }: InstanceType<typeof StripeError>): boolean =>
  statusCode === 409 || code === 'lock_timeout' || code === 'idempotency_key_in_use';

/** The library's own error carries the whole payment, client secret and buyer included: none of that is for a log. */
function withoutDetails({ type, code, message, requestId }: InstanceType<typeof StripeError>): Error {
  return new Error([type, code, requestId, message].filter(Boolean).join(' '));
}

/** Stripe says that the intent is not in a state for this. */
export const isWrongState = (error: unknown): boolean =>
  error instanceof StripeError && error.code === 'payment_intent_unexpected_state';
