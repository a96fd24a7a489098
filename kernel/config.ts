import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError, messageOf, type Reason } from './errors.ts';
import { tracingVariables } from './tracing/variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that every process understands. */
export const processVariables = {
  /** `production` turns every development comfort off: made-up keys, introspection, explorer, movable clock. */
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** How much is logged: what is at least as grave as this. */
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** The gateway's port; every other port is this one plus a fixed offset. */
  PORT_BASE: z.coerce.number().int().min(1).max(65_000).default(4000),
  /** The address to listen on. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Where `npm run keys` put the keys. */
  KEYS_DIR: z.string().min(1).default('.data/keys'),
  /** How often a process looks whether they have changed, in milliseconds. */
  KEYS_REFRESH_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  /** How long a starting process waits for MongoDB or Kafka before it gives up, in milliseconds. */
  STARTUP_TIMEOUT_MS: z.coerce.number().int().min(0).default(30_000),
  /**
   * How long a process that is asked to stop goes on serving while it says that it is not ready, in milliseconds: who calls it
   * goes elsewhere meanwhile. For more than one of each service; a gateway notices within 2 seconds.
   */
  STOP_DELAY_MS: z.coerce.number().int().min(0).max(5_000).default(0),
  ...tracingVariables,
} as const;

/** Where another service answers: one address, or those of several replicas, separated by commas. */
export const serviceUrls = z
  .string()
  .regex(/^https?:\/\/[^\s,]+(,https?:\/\/[^\s,]+)*$/, 'must be a http or https URL, several separated by commas')
  .transform((text) => text.split(','));

export const publicVariables = {
  /** Where the world reaches the gateway; by default its port on this machine. Addresses in answers and mails begin so. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
} as const;

/** For `refine`: what is made of it in production must not lead to this machine. */
export const knowsPublicUrl = ({
  NODE_ENV,
  PUBLIC_URL,
}: {
  NODE_ENV: string;
  PUBLIC_URL?: string | undefined;
}): boolean => NODE_ENV !== 'production' || PUBLIC_URL !== undefined;

export const publicUrlNeeded = {
  path: ['PUBLIC_URL'],
  message: 'is needed in production: where the world reaches the gateway, such as https://api.shop.example',
};

/** Without a slash at the end. */
export const publicUrlOf = ({
  PUBLIC_URL,
  PORT_BASE,
}: {
  PUBLIC_URL?: string | undefined;
  PORT_BASE: number;
}): string => (PUBLIC_URL ?? `http://localhost:${PORT_BASE}`).replace(/\/+$/, '');

export const mongoVariables = {
  /** MongoDB, which must be a replica set; `npm start` brings one up where this is not given. */
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
    .default('mongodb://127.0.0.1:4030/?replicaSet=bazaar')
    .meta({ secret: true }),
  /** Each service's database is named `<prefix>_<service>`. */
  DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,30}$/, 'must be 1–31 lower-case letters, digits, _ or -')
    .default('bazaar'),
} as const;

/**
 * Checks all variables at once. `NAME_FILE` gives the path of a file that holds the value of `NAME` (a mounted secret);
 * an empty variable counts as unset.
 *
 * @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION) whose message has one line for every bad variable.
 */
export function loadConfig<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, env: Environment) {
  const { config, reasons } = check(schema, env);
  if (config && reasons.length === 0) return config;
  throw badConfiguration(reasons);
}

/** What `loadConfig` would complain about; empty when nothing is wrong. */
export const badVariables = (schema: z.ZodObject, env: Environment): Reason[] => check(schema, env).reasons;

/** One line for every bad variable, however many services complain about it. */
export function badConfiguration(complaints: readonly Reason[], what = 'variables'): AppError {
  const reasons = [...new Map(complaints.map((each) => [each.param, each])).values()];
  const lines = reasons.map(({ param, message }) => `  ${param}: ${message}`);
  const message = `these ${what} need a change:\n${lines.join('\n')}`;
  return new AppError('BAD_USER_INPUT', 'BAD_CONFIGURATION', message, { reasons });
}

function check<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, env: Environment) {
  const { values, unreadable } = readVariables(Object.keys(schema.shape), env);
  const { data: config, error } = schema.safeParse(values);
  return { config, reasons: [...unreadable, ...(error?.issues.map(reasonOf) ?? [])] };
}

function readVariables(names: readonly string[], env: Environment) {
  const values: Record<string, string> = {};
  const unreadable: Reason[] = [];
  for (const name of names) {
    const value = env[name];
    const file = env[`${name}_FILE`];
    if (value !== undefined && value !== '') values[name] = value;
    else if (file !== undefined && file !== '') {
      try {
        values[name] = readFileSync(file, 'utf8').trim();
      } catch (error) {
        unreadable.push({ param: `${name}_FILE`, message: messageOf(error) });
      }
    }
  }
  return { values, unreadable };
}

const reasonOf = (issue: z.core.$ZodIssue): Reason => ({ param: issue.path.join('.'), message: issue.message });
