import { z } from 'zod';
import { subgraphVariables } from '../runtime.ts';

export const usersConfig = z.object({
  ...subgraphVariables,
  /** How many passwords are hashed at once; each takes a core and 19 MiB for some 30 ms. */
  PASSWORD_HASHES_AT_ONCE: z.coerce.number().int().min(1).max(64).default(2),
});
