import { z } from 'zod';
import { defaultCache } from './cache/operationCache.ts';
import { networkOf } from './clientAddress.ts';
import { defaultLimits } from './execution/limits.ts';
import { defaultPlanning } from './planning/planning.ts';
import { developmentOrigins } from './protocols/origins.ts';
import { MAX_BODY } from './protocols/readOperation.ts';
import { defaultResilience } from './resilience/guardCalls.ts';
import { jwks } from './tokens/keySource.ts';
import { ALGORITHMS } from './tokens/verifyToken.ts';

const count = z.int().min(1);
const names = z.array(z.string().min(1));
const url = z.url({ protocol: /^https?$/ });
const rate = z.strictObject({
  /** The most points that the bucket holds; an operation takes its cost. */
  burst: count,
  /** How many points come back each second. */
  perSecond: z.number().positive(),
});

const network = z.string().transform((text, context) => {
  const found = networkOf(text);
  if (found) return found;
  context.addIssue({ code: 'custom', message: `${text} is neither an address nor a network` });
  return z.NEVER;
});

/** What is about one connection or one body, or is the gateway's own to say. */
const NOT_FORWARDED =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|proxy-.*|content-.*|accept|accept-encoding|cache-control|sec-.*|x-request-id|x-bazaar-.*)$/;

const forwardedHeader = z
  .string()
  .toLowerCase()
  .regex(/^[!#$%&'*+.^_`|~0-9a-z-]+$/, 'no name of a header')
  .refine((name) => name !== 'authorization', 'is passed on by subgraphs.forwardAuthorization')
  .refine((name) => !NOT_FORWARDED.test(name), "is not the client's to say to a subgraph");

/** Access tokens of one issuer. Without it everybody is anonymous. */
const tokens = z
  .strictObject({
    /** With which tokens are signed; no other is taken. */
    algorithm: z.enum(ALGORITHMS),
    /** What `iss` must be. */
    issuer: z.string().min(1),
    /** What `aud` must be, or hold. */
    audience: z.string().min(1),
    /** Where the issuer's key set is; this, or `jwks`. */
    jwksUrl: z.url({ protocol: /^https?$/ }).optional(),
    /** The key set itself. */
    jwks: jwks.optional(),
    /** Only these keys count. */
    kids: names.optional(),
    /** What `typ` may be. */
    types: names.min(1).default(['at+jwt', 'JWT']),
    /** How far the clocks of issuer and gateway may be apart. */
    clockSkewSeconds: z.int().min(0).max(300).default(5),
    /** How long a token may be good for in all, from `iat` to `exp`. */
    maxAgeSeconds: count.optional(),
    /** How often the issuer's key set is read. */
    refreshMs: z.int().min(1_000).default(300_000),
    /** The claim with the scopes for `@requiresScopes`. */
    scopesClaim: z.string().min(1).default('scope'),
    /** The claim with the policies for `@policy`. */
    policiesClaim: z.string().min(1).optional(),
  })
  .refine(({ jwksUrl, jwks }) => (jwksUrl === undefined) !== (jwks === undefined), {
    path: ['jwksUrl'],
    message: 'give either jwksUrl or jwks',
  });

const all = z.strictObject({
  /** The file that was composed; a change is taken up while running. */
  supergraph: z
    .string({ error: 'is needed: the file that was composed, such as --supergraph supergraph.graphql' })
    .min(1),
  /** The port to listen on. */
  port: z.int().min(0).max(65_535).default(4_000),
  /** The address to listen on. */
  host: z.string().min(1).default('127.0.0.1'),
  /** Where Prometheus reads `/metrics`, on the same host; not for the public. */
  metricsPort: z.int().min(0).max(65_535).optional(),
  /** Whether clients may ask for the schema; turn it off where strangers come. */
  introspection: z.boolean().default(true),
  /** Whether there is a page to try operations on; turn it off where strangers come. */
  explorer: z.boolean().default(true),
  /** Origins whose pages may use it: `https://shop.example`, `http://localhost:*`. */
  origins: z.array(z.string()).default(developmentOrigins),
  /** Addresses or networks whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(network).default([]),
  subgraphs: z
    .strictObject({
      /** Where subgraphs are that are not where the supergraph says; one may have several addresses. */
      urls: z.record(z.string(), z.union([url, z.array(url).min(1)])).default({}),
      /** Where subgraphs have their streams that don't have them where they are asked: `{ reviews: /subscriptions }`. */
      streamPaths: z.record(z.string(), z.string().startsWith('/')).default({}),
      /** How long each call may take. */
      timeoutMs: count.default(10_000),
      /** Where each address of a subgraph answers 200 while it can serve; it is asked again and again. */
      healthPath: z.string().startsWith('/').optional(),
      /** Whether subgraphs get the client's `Authorization` as it came. */
      forwardAuthorization: z.boolean().default(false),
      /** Names of further headers of the client that subgraphs get as they came. */
      forwardHeaders: z.array(forwardedHeader).default([]),
      /** How many queries that leave at the same time may share a connection. */
      pipelining: z.int().min(1).max(64).default(1),
      /** Files in PEM format: whom to believe behind `https:`, and what to show there. */
      tls: z
        .strictObject({
          /** Certificates of authorities that are believed besides the system's. */
          ca: z
            .union([z.string().min(1), names])
            .transform((given) => [given].flat())
            .default([]),
          /** What the gateway shows of itself. */
          cert: z.string().min(1).optional(),
          /** The private key of `cert`. */
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
      /** How long calls to single subgraphs may take: `{ payments: 20000 }`. */
      subgraphMs: z.record(z.string(), count).default({}),
      /** How long all of an operation may take, by its name: `{ Dashboard: 3000 }`. */
      operationMs: z.record(z.string(), count).default({}),
    })
    .prefault({}),
  resilience: z
    .strictObject({
      /** After how many failures in a row a subgraph is left alone. */
      failures: count.default(defaultResilience.failures),
      /** For how long at first. */
      openMs: count.default(defaultResilience.openMs),
      /** How many calls to one subgraph may run at a time. */
      concurrent: count.default(defaultResilience.concurrent),
      /** For which part of all calls a query may be sent once more. */
      retryShare: z.number().min(0).max(1).default(defaultResilience.retryShare),
      /** After how many calls that met nobody one of several addresses is left out. */
      ejectAfter: count.default(defaultResilience.ejectAfter),
      /** For how long. */
      ejectMs: count.default(defaultResilience.ejectMs),
    })
    .prefault({}),
  tokens: tokens.optional(),
  authorization: z
    .strictObject({
      /** What is denied comes as null (`filter`), or the whole operation is refused (`reject`). */
      mode: z.enum(['filter', 'reject']).default('filter'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** Words and signs of a document. */
      tokens: count.default(defaultLimits.tokens),
      /** Levels of selections. */
      depth: count.default(defaultLimits.depth),
      /** Fields under another name. */
      aliases: z.int().min(0).default(defaultLimits.aliases),
      /** Fields of the root type. */
      rootFields: count.default(defaultLimits.rootFields),
      /** Directives in a document. */
      directives: z.int().min(0).default(defaultLimits.directives),
      /** Fields, each as often as it is asked for. */
      fields: count.default(defaultLimits.fields),
      /** Bytes of a request over HTTP. */
      bodyBytes: z.int().min(MAX_BODY).default(MAX_BODY),
    })
    .prefault({}),
  cost: z
    .strictObject({
      /** The most that an operation may cost; without it nothing is counted against anybody. */
      max: count.optional(),
      /** Whether an operation over it is refused, or only logged. */
      mode: z.enum(['enforce', 'measure']).default('enforce'),
      /** How long a list is taken to be of which nothing is said. */
      listSize: z.int().min(0).default(10),
      /** Whether answers tell what they cost. */
      expose: z.boolean().default(false),
    })
    .prefault({}),
  rates: z
    .strictObject({
      /** The bucket of each user. */
      perUser: rate.optional(),
      /** The bucket of each address. */
      perSource: rate.optional(),
    })
    .prefault({}),
  persisted: z
    .strictObject({
      /** Whether clients may send the hash of a query that was sent before (Apollo's automatic persisted queries). */
      automatic: z.boolean().default(true),
      /** A file with known operations. */
      manifest: z.string().min(1).optional(),
      /** Whether only these are taken. */
      safelist: z.enum(['off', 'log', 'enforce', 'ids']).default('off'),
    })
    .refine(({ safelist, manifest }) => safelist === 'off' || manifest !== undefined, {
      path: ['safelist'],
      message: 'needs persisted.manifest: without it nothing is known',
    })
    .prefault({}),
  cache: z
    .strictObject({
      /** Room for answers of subgraphs that may be kept; 0 keeps nothing. */
      bytes: z.int().min(0).default(defaultCache.bytes),
      /** How long one is kept at most. */
      maxAgeSeconds: count.default(defaultCache.maxAgeSeconds),
      /** How long clients are told to keep an answer at most. */
      clientMaxAgeSeconds: z.int().min(0).default(defaultCache.clientMaxAgeSeconds),
    })
    .prefault({}),
  planning: z
    .strictObject({
      /** From which weight on an operation is planned on a thread of its own. */
      asideFrom: z.int().min(0).default(defaultPlanning.asideFrom),
      /** How long that may take. */
      timeoutMs: count.default(defaultPlanning.timeoutMs),
    })
    .prefault({}),
});

/** All settings of a gateway for any supergraph; docs/gateway.md explains them. Without one that has a default, that counts. */
export const settings = all.refine(({ rates, tokens: ofIssuer }) => !rates.perUser || ofIssuer !== undefined, {
  path: ['rates', 'perUser'],
  message: 'needs tokens: without them nobody is a user',
});

export type Settings = z.infer<typeof settings>;
