import { AppError } from '#kernel/errors.ts';
import type { ProviderName } from './domain/payment.ts';
import type { PaymentProvider, Providers } from './ports.ts';

/** @param known those that this process can talk to; `active` is one of them. */
export function makeProviders(
  active: ProviderName,
  known: Readonly<Partial<Record<ProviderName, PaymentProvider>>>,
): Providers {
  return {
    active,
    of: (name) => {
      const provider = known[name];
      if (provider) return provider;
      const message = `a payment was made with ${name}, which is not configured any more`;
      throw new AppError('UNAVAILABLE', 'PROVIDER_NOT_CONFIGURED', message);
    },
  };
}
