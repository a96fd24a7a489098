import Stripe from 'stripe';

type Options = {
  secretKey: string;
  /** Where Stripe's API is; Stripe's own address by default. Its path is not used. */
  apiUrl: string | undefined;
  timeoutMs: number;
};

/**
 * The official library, telling Stripe nothing but the calls themselves. It does not repeat calls: payments asks again
 * when it is time. (A connection that breaks is tried once more all the same; every call here may be repeated.)
 */
export function makeStripeClient({ secretKey, apiUrl, timeoutMs }: Options): Stripe {
  const { hostname, port, protocol } = new URL(apiUrl ?? 'https://api.stripe.com');
  return new Stripe(secretKey, {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    ...(port !== '' && { port }),
    timeout: timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
  });
}
