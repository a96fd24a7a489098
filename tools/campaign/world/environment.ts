import { join } from 'node:path';
import { dataDir } from '../../paths.ts';

/** Short, so that what a fault has delayed is over soon. */
const HOLD_MS = 20_000;

/** Far above what a campaign does from one address. */
const UNLIMITED = '1000000';

type Surroundings = {
  readonly keysDir: string;
  readonly databasePrefix: string;
  readonly password: string;
};

/**
 * Variables that all processes of a world share; nothing of this process's own gets in. A payment that waits for its
 * provider or its order is asked about within 10 s (mongoPaymentStore.ts), which is the longest that an order stays PAYING
 * once both answer.
 */
export function sharedVariables({ keysDir, databasePrefix, password }: Surroundings): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    MALLOC_ARENA_MAX: '2',
    NODE_ENV: 'development',
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(dataDir(process.env), 'compile-cache'),
    APOLLO_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: 'warn',
    KEYS_DIR: keysDir,
    DATABASE_PREFIX: databasePrefix,
    DEMO_PASSWORD: password,
    STARTUP_TIMEOUT_MS: '60000',
    ORDER_HOLD_MS: String(HOLD_MS),
    PAYMENT_PROVIDER: 'stripe',
    STRIPE_SECRET_KEY: 'sk_test_campaign',
    STRIPE_WEBHOOK_SECRET: 'whsec_campaign',
    SMTP_HOST: '127.0.0.1',
    LOGIN_FAILURES_PER_SOURCE: UNLIMITED,
    REGISTRATIONS_PER_SOURCE: UNLIMITED,
    MAIL_REQUESTS_PER_ACCOUNT: UNLIMITED,
    MAIL_REQUESTS_PER_SOURCE: UNLIMITED,
  };
}
