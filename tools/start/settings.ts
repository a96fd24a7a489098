import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig, mongoVariables, processVariables } from '#kernel/config.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { dataDir, makeDataDir } from '../paths.ts';
import { reachable } from '../processes/ports.ts';

const STARTUP_TIMEOUT_MS = 10_000;

/** Variables of `npm start` itself; each service checks its own. */
export const startVariables = z.object({
  NODE_ENV: processVariables.NODE_ENV,
  LOG_LEVEL: processVariables.LOG_LEVEL,
  HOST: processVariables.HOST,
  PORT_BASE: processVariables.PORT_BASE,
  /** A replica set of yours; without it the shop starts its own mongod. */
  MONGODB_URI: mongoVariables.MONGODB_URI.unwrap().optional(),
  DATABASE_PREFIX: mongoVariables.DATABASE_PREFIX,
  /** A mail server of yours; without it the shop starts a mail preview. */
  SMTP_HOST: z.string().optional(),
  /** Where `npm run keys` put the keys; without it the shop makes some in `DATA_DIR`. */
  KEYS_DIR: z.string().optional(),
  /** Of the three demo accounts; without it one is made up and kept. */
  DEMO_PASSWORD: z.string().min(12).max(128).optional().meta({ secret: true }),
  STARTUP_TIMEOUT_MS: processVariables.STARTUP_TIMEOUT_MS.unwrap().default(STARTUP_TIMEOUT_MS),
  /** Where this installation keeps databases, keys and mails; without it in `.data`. */
  DATA_DIR: z.string().optional(),
});

export type ShopSettings = {
  readonly dir: string;
  readonly production: boolean;
  readonly logLevel: string;
  readonly host: string;
  readonly portBase: number;
  /** Where a caller on this machine finds the gateway. */
  readonly gatewayUrl: string;
  readonly mongodbUri: string | undefined;
  readonly databasePrefix: string;
  readonly mailPreview: boolean;
  readonly demoPassword: string;
  readonly keysDir: string;
  readonly startupTimeoutMs: number;
};

const WORD_CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * What `npm start` was told, checked; fills in what its services should know. A whole shop in one place waits less long
 * for servers that aren't there than a container does that may come up before them.
 *
 * @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION, DATA_DIR_REFUSED).
 */
export function shopSettings(env: NodeJS.ProcessEnv): ShopSettings {
  const config = loadConfig(startVariables, env);
  const dir = dataDir(env);
  makeDataDir(dir);
  const production = config.NODE_ENV === 'production';
  const keysDir = config.KEYS_DIR ?? join(dir, 'keys');
  const mailPreview = config.SMTP_HOST === undefined && !production;
  if (mailPreview)
    Object.assign(env, { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(config.PORT_BASE + portOffsets.smtp) });
  const demoPassword = config.DEMO_PASSWORD ?? keptPassword(dir);
  env['DEMO_PASSWORD'] = demoPassword;
  env['NODE_ENV'] = config.NODE_ENV;
  env['KEYS_DIR'] = keysDir;
  env['STARTUP_TIMEOUT_MS'] = String(config.STARTUP_TIMEOUT_MS);
  return {
    dir,
    production,
    keysDir,
    mailPreview,
    logLevel: config.LOG_LEVEL,
    host: config.HOST,
    portBase: config.PORT_BASE,
    startupTimeoutMs: config.STARTUP_TIMEOUT_MS,
    gatewayUrl: `http://${reachable(config.HOST)}:${config.PORT_BASE + portOffsets.gateway}/graphql`,
    mongodbUri: config.MONGODB_URI,
    databasePrefix: config.DATABASE_PREFIX,
    demoPassword,
  };
}

/** Made up once, so that the printed password stays the same. */
function keptPassword(dir: string): string {
  const file = join(dir, 'demo-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const word = () => Array.from({ length: 5 }, () => WORD_CHARACTERS[randomInt(WORD_CHARACTERS.length)]).join('');
  const password = [word(), word(), word()].join('-');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}
