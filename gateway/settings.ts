import { z } from 'zod';
import { defaultCache } from './cache/operationCache.ts';
import { networkOf } from './clientAddress.ts';
import { defaultLimits } from './execution/limits.ts';
import { defaultPlanning } from './planning/planning.ts';
import { developmentOrigins } from './protocols/origins.ts';
import { defaultResilience } from './resilience/guardCalls.ts';
import { jwks } from './tokens/keySource.ts';
import { ALGORITHMS } from './tokens/verifyToken.ts';

const count = z.int().min(1);
const names = z.array(z.string().min(1));
const url = z.url({ protocol: /^https?$/ });
const rate = z.strictObject({ burst: count, perSecond: z.number().positive() });

const network = z.string().transform((text, context) => {
  const found = networkOf(text);
  if (found) return found;
  context.addIssue({ code: 'custom', message: `${text} is neither an address nor a network` });
  return z.NEVER;
});

/** Access tokens of one issuer. Without it everybody is anonymous. */
const tokens = z
  .strictObject({
    algorithm: z.enum(ALGORITHMS),
    issuer: z.string().min(1),
    audience: z.string().min(1),
    /** Where the issuer's key set is … */
    jwksUrl: z.url({ protocol: /^https?$/ }).optional(),
    /** … or the key set itself. */
    jwks: jwks.optional(),
    /** Only these keys count. */
    kids: names.optional(),
    types: names.min(1).default(['at+jwt', 'JWT']),
    clockSkewSeconds: z.int().min(0).max(300).default(5),
    maxAgeSeconds: count.optional(),
    refreshMs: z.int().min(1_000).default(300_000),
    scopesClaim: z.string().min(1).default('scope'),
    policiesClaim: z.string().min(1).optional(),
  })
  .refine(({ jwksUrl, jwks }) => (jwksUrl === undefined) !== (jwks === undefined), {
    path: ['jwksUrl'],
    message: 'give either jwksUrl or jwks',
  });

/** All settings of a gateway for any supergraph; docs/gateway.md explains them. Without one that has a default, that counts. */
export const settings = z.strictObject({
  supergraph: z.string({ error: 'is needed: the file that was composed' }).min(1),
  port: z.int().min(0).max(65_535).default(4_000),
  host: z.string().min(1).default('127.0.0.1'),
  metricsPort: z.int().min(0).max(65_535).optional(),
  introspection: z.boolean().default(true),
  explorer: z.boolean().default(true),
  origins: z.array(z.string()).default(developmentOrigins),
  trustedProxies: z.array(network).default([]),
  subgraphs: z
    .strictObject({
      urls: z.record(z.string(), z.union([url, z.array(url).min(1)])).default({}),
      timeoutMs: count.default(10_000),
      healthPath: z.string().startsWith('/').optional(),
      forwardAuthorization: z.boolean().default(false),
      /** How many queries that leave at the same time may share a connection. */
      pipelining: z.int().min(1).max(64).default(1),
      /** Files in PEM format: whom to believe behind `https:`, and what to show there. */
      tls: z
        .strictObject({
          ca: z
            .union([z.string().min(1), names])
            .transform((given) => [given].flat())
            .default([]),
          cert: z.string().min(1).optional(),
          key: z.string().min(1).optional(),
        })
        .refine(({ cert, key }) => (cert === undefined) === (key === undefined), {
          path: ['key'],
          message: 'cert and key belong together',
        })
        .prefault({}),
    })
    .prefault({}),
  /** Whether equal queries of one caller that run at the same time share what they ask. */
  deduplicate: z.boolean().default(true),
  deadlines: z
    .strictObject({
      subgraphMs: z.record(z.string(), count).default({}),
      operationMs: z.record(z.string(), count).default({}),
    })
    .prefault({}),
  resilience: z
    .strictObject({
      failures: count.default(defaultResilience.failures),
      openMs: count.default(defaultResilience.openMs),
      concurrent: count.default(defaultResilience.concurrent),
      retryShare: z.number().min(0).max(1).default(defaultResilience.retryShare),
      ejectAfter: count.default(defaultResilience.ejectAfter),
      ejectMs: count.default(defaultResilience.ejectMs),
    })
    .prefault({}),
  tokens: tokens.optional(),
  authorization: z.strictObject({ mode: z.enum(['filter', 'reject']).default('filter') }).prefault({}),
  limits: z
    .strictObject({
      tokens: count.default(defaultLimits.tokens),
      depth: count.default(defaultLimits.depth),
      aliases: z.int().min(0).default(defaultLimits.aliases),
      rootFields: count.default(defaultLimits.rootFields),
      directives: z.int().min(0).default(defaultLimits.directives),
      fields: count.default(defaultLimits.fields),
    })
    .prefault({}),
  cost: z
    .strictObject({
      max: count.optional(),
      mode: z.enum(['enforce', 'measure']).default('enforce'),
      listSize: z.int().min(0).default(10),
      expose: z.boolean().default(false),
    })
    .prefault({}),
  rates: z.strictObject({ perUser: rate.optional(), perSource: rate.optional() }).prefault({}),
  persisted: z
    .strictObject({
      automatic: z.boolean().default(true),
      manifest: z.string().min(1).optional(),
      safelist: z.enum(['off', 'log', 'enforce', 'ids']).default('off'),
    })
    .prefault({}),
  cache: z
    .strictObject({
      bytes: z.int().min(0).default(defaultCache.bytes),
      maxAgeSeconds: count.default(defaultCache.maxAgeSeconds),
      clientMaxAgeSeconds: z.int().min(0).default(defaultCache.clientMaxAgeSeconds),
    })
    .prefault({}),
  planning: z
    .strictObject({
      asideFrom: z.int().min(0).default(defaultPlanning.asideFrom),
      timeoutMs: count.default(defaultPlanning.timeoutMs),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settings>;
