import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { processVariables } from '#kernel/config.ts';
import { networkOf } from './clientAddress.ts';
import { protectionVariables } from './protection/variables.ts';

const composed = fileURLToPath(new URL('./supergraph.graphql', import.meta.url));

const commaSeparated = z.string().transform((text) => text.split(',').map((entry) => entry.trim()));

/** `users=http://users:4001/graphql,orders=http://orders:4003/graphql`; a name that comes again has several. */
const namedUrls = commaSeparated
  .transform((entries) => entries.map((entry) => [entry.split('=', 1)[0], entry.slice(entry.indexOf('=') + 1)]))
  .pipe(z.array(z.tuple([z.string().min(1), z.url({ protocol: /^https?$/ })])))
  .transform((pairs): Readonly<Record<string, readonly string[]>> => {
    const byName = Map.groupBy(pairs, ([name]) => name);
    return Object.fromEntries([...byName].map(([name, all]) => [name, all.map(([, url]) => url)]));
  });

/** `users=500,payments=20000` */
const namedMs = commaSeparated
  .transform((entries) => entries.map((entry) => [entry.split('=', 1)[0], Number(entry.split('=')[1])]))
  .pipe(z.array(z.tuple([z.string().min(1), z.number().int().min(1)])))
  .transform((pairs): Readonly<Record<string, number>> => Object.fromEntries(pairs));

const networks = commaSeparated.transform((entries, context) =>
  entries.flatMap((entry) => {
    const network = networkOf(entry);
    if (network) return [network];
    context.addIssue({ code: 'custom', message: `${entry || 'an empty entry'} is neither an address nor a network` });
    return [];
  }),
);

/** Variables of the shop's gateway, next to those of every process. */
export const gatewayVariables = {
  ...processVariables,
  ...protectionVariables,
  /** The composed supergraph (`npm run compose`). A change of the file is taken up while running. */
  SUPERGRAPH_FILE: z.string().min(1).default(composed),
  /** Where subgraphs are, for those that are not where the supergraph says: `users=http://users:4001/graphql,…`; several of one by its name again. */
  SUBGRAPH_URLS: namedUrls.default({}),
  /** How long a subgraph may take to answer, in milliseconds. */
  SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(1).default(10_000),
  /** The same for single subgraphs, in place of it: `payments=20000,…`. */
  SUBGRAPH_DEADLINES_MS: namedMs.default({}),
  /** How long all of an operation may take, by its name and in place of both: `Dashboard=3000,…`. */
  OPERATION_DEADLINES_MS: namedMs.default({}),
  /** How many queries to a subgraph that leave at the same time may share a connection; 1 where proxies in between don't know pipelining. */
  SUBGRAPH_PIPELINING: z.coerce.number().int().min(1).max(64).default(8),
  /** Whether equal queries of one caller that run at the same time share what they ask. */
  DEDUPLICATE_QUERIES: z.stringbool().default(true),
  /**
   * Origins whose pages may use the API, comma-separated: `https://shop.example,http://localhost:*`. Pages of the
   * gateway's own host always may; outside production so may Apollo Studio and this machine.
   */
  CORS_ORIGINS: commaSeparated.default([]),
  /**
   * Addresses or networks (CIDR) of proxies in front of the gateway, comma-separated. Only what these say of their clients
   * in `X-Forwarded-For` is believed; everybody else's address is the one they connect from.
   */
  TRUSTED_PROXIES: networks.default([]),
  /** Room for answers of subgraphs that may be kept, in bytes; 0 keeps nothing. */
  CACHE_BYTES: z.coerce.number().int().min(0).default(33_554_432),
  /**
   * How long clients and caches on the way to them are told to keep an answer, in seconds at most. They hear of no changes, so
   * that by default they are to keep nothing.
   */
  CACHE_CLIENT_MAX_AGE_SECONDS: z.coerce.number().int().min(0).default(0),
  /** Where workers are, for those that are not on this machine, as `SUBGRAPH_URLS`: for the console, never in production. */
  WORKER_URLS: namedUrls.default({}),
  /** Where the gateway finds the mail preview; by default on this machine. For the console, never in production. */
  MAIL_PREVIEW_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Password of the demo accounts, for the explorer's sign-in buttons. Never used in production. */
  DEMO_PASSWORD: z.string().min(12).max(128).optional().meta({ secret: true }),
} as const;
