import type { z } from 'zod';
import type { mongoVariables, processVariables } from '../config.ts';
import type { Scope } from '../lifecycle.ts';
import { type Mongo, openMongo } from './mongo.ts';

type DatabaseConfig = {
  [Name in keyof typeof mongoVariables]: z.infer<(typeof mongoVariables)[Name]>;
} & { STARTUP_TIMEOUT_MS: z.infer<(typeof processVariables)['STARTUP_TIMEOUT_MS']> };

/**
 * A service's own database, closed with its scope.
 *
 * @throws AppError UNAVAILABLE (MONGODB_UNREACHABLE), BAD_USER_INPUT (MONGODB_REFUSED).
 */
export async function openServiceDatabase(name: string, config: DatabaseConfig, scope: Scope): Promise<Mongo> {
  const { MONGODB_URI: uri, DATABASE_PREFIX, STARTUP_TIMEOUT_MS: timeoutMs } = config;
  const database = `${DATABASE_PREFIX}_${name}`;
  const { logger, tracing } = scope;
  const isTraced = tracing !== undefined;
  const mongo = await openMongo({ uri, database, appName: `bazaar-${name}`, logger, timeoutMs, isTraced });
  scope.onStop(mongo.close);
  scope.health.add('mongodb', () => (mongo.connection.readyState === 1 ? 'up' : 'not connected'));
  return mongo;
}
