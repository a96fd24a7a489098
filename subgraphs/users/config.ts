import { z } from 'zod';
import { knowsPublicUrl, publicUrlNeeded, publicVariables } from '#kernel/config.ts';
import { subgraphVariables } from '../runtime.ts';
import type { ThrottleLimits } from './throttlePorts.ts';

const most = z.coerce.number().int().min(1).max(1_000_000);

export const usersConfig = z
  .object({
    ...subgraphVariables,
    ...publicVariables,
    /** How many passwords are hashed at once; each takes a core and 19 MiB for some 30 ms. */
    PASSWORD_HASHES_AT_ONCE: z.coerce.number().int().min(1).max(64).default(2),
    /** Attempts count for this long from the first of them, in milliseconds of real time. */
    THROTTLE_WINDOW_MS: z.coerce.number().int().min(1_000).max(86_400_000).default(900_000),
    /** Wrong passwords for one account, before it is closed to strangers until the window ends. */
    LOGIN_FAILURES_PER_ACCOUNT: most.default(10),
    /** Wrong passwords from one address. */
    LOGIN_FAILURES_PER_SOURCE: most.default(100),
    /** New accounts from one address. */
    REGISTRATIONS_PER_SOURCE: most.default(1_000),
    /** Mails with a token that one may ask for, for one account. */
    MAIL_REQUESTS_PER_ACCOUNT: most.default(5),
    /** Mails with a token that are asked for from one address. */
    MAIL_REQUESTS_PER_SOURCE: most.default(50),
  })
  .refine(knowsPublicUrl, publicUrlNeeded);

export const throttleLimits = (config: z.infer<typeof usersConfig>): ThrottleLimits => ({
  windowMs: config.THROTTLE_WINDOW_MS,
  failuresPerAccount: config.LOGIN_FAILURES_PER_ACCOUNT,
  failuresPerSource: config.LOGIN_FAILURES_PER_SOURCE,
  registrationsPerSource: config.REGISTRATIONS_PER_SOURCE,
  mailsPerAccount: config.MAIL_REQUESTS_PER_ACCOUNT,
  mailsPerSource: config.MAIL_REQUESTS_PER_SOURCE,
});
