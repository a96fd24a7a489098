import { z } from 'zod';
import type { RoleScopes } from '../authorization/accessByRole.ts';
import { defaultPlanning } from '../planning/planning.ts';
import { readManifest } from './manifest.ts';
import type { ProtectionSettings } from './protect.ts';
import type { RateLimit } from './rateLimits.ts';

/** `2000/200`: a burst of 2,000 points that come back by 200 a second. */
const rateLimit = z
  .string()
  .regex(/^[1-9]\d*\/[1-9]\d*$/, 'must be a burst and what comes back each second, such as 2000/200')
  .transform((text): RateLimit => {
    const [burst = 0, perSecond = 0] = text.split('/').map(Number);
    return { burst, perSecond };
  });

/** `admin=orders:read orders:write,seller=products:write` */
const roleScopes = z
  .string()
  .regex(/^\w+=[^,=]+(,\w+=[^,=]+)*$/, 'must be role=scope scope,role=scope')
  .transform((text): RoleScopes => {
    const pairs = text.split(',').map((entry): [string, string[]] => {
      const [role = '', scopes = ''] = entry.split('=');
      return [role, scopes.trim().split(/\s+/)];
    });
    return Object.fromEntries(pairs);
  });

/** What the shop's gateway may be asked for. */
export const protectionVariables = {
  /** What is denied by the supergraph's rules comes as null (`filter`), or the whole operation is refused (`reject`). */
  AUTHORIZATION_MODE: z.enum(['filter', 'reject']).default('filter'),
  /** Scopes of the shop's roles, for supergraphs with @requiresScopes: `admin=orders:read orders:write,seller=…`. */
  ROLE_SCOPES: roleScopes.default({}),
  /** The most that one operation may cost (docs/gateway.md); `none` for no limit. */
  OPERATION_COST_MAX: z.union([z.literal('none'), z.coerce.number().int().min(1)]).default(20_000),
  /** Points for each user, as burst/per second; an operation takes its cost. By default 10000/1000, outside production plenty. */
  RATE_LIMIT_PER_USER: rateLimit.optional(),
  /** The same for each address, whoever comes from it; by default 100000/10000. */
  RATE_LIMIT_PER_SOURCE: rateLimit.optional(),
  /** A list of known operations: what Apollo's and Relay's tools write, or `{ "id": "text" }`. */
  PERSISTED_OPERATIONS: z.string().min(1).optional(),
  /** Whether only known operations are taken: `log` only says so, `ids` takes not even their text. */
  SAFELIST: z.enum(['off', 'log', 'enforce', 'ids']).default('off'),
  /** How long a large operation may take to plan, in milliseconds. */
  PLANNING_TIMEOUT_MS: z.coerce.number().int().min(1).default(defaultPlanning.timeoutMs),
} as const;

const variables = z.object(protectionVariables);
type Given = z.infer<typeof variables> & { readonly NODE_ENV: string };

const PLENTY: RateLimit = { burst: 1_000_000, perSecond: 200_000 };
const PER_USER: RateLimit = { burst: 10_000, perSecond: 1_000 };
const PER_SOURCE: RateLimit = { burst: 100_000, perSecond: 10_000 };

/** @throws AppError BAD_USER_INPUT (BAD_MANIFEST). */
export function shopProtection(config: Given): ProtectionSettings & { planning: typeof defaultPlanning } {
  const production = config.NODE_ENV === 'production';
  const { OPERATION_COST_MAX: max, PERSISTED_OPERATIONS: file } = config;
  return {
    cost: { max: max === 'none' ? undefined : max, expose: !production },
    rates: {
      perUser: config.RATE_LIMIT_PER_USER ?? (production ? PER_USER : PLENTY),
      perSource: config.RATE_LIMIT_PER_SOURCE ?? (production ? PER_SOURCE : PLENTY),
    },
    persisted: {
      automatic: true,
      safelist: config.SAFELIST,
      manifest: file === undefined ? undefined : readManifest(file),
    },
    planning: { ...defaultPlanning, timeoutMs: config.PLANNING_TIMEOUT_MS },
  };
}
