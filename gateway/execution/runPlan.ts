import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from '#kernel/logging.ts';
import { formatFailure, isUnexpected } from './errors.ts';
import type { Outcome } from './plan/compilePlan.ts';
import type { Broken } from './plan/shaping.ts';
import type { Result } from './port.ts';
import { Written } from './written.ts';

/** The result of a plan for its client. Operators hear of what is nobody's business else. */
export function resultOf({ text, errors, broken, cacheControl }: Outcome, requestId: string, logger: Logger): Result {
  const data = text === 'null' ? null : new Written(text);
  if (errors.length === 0 && broken.length === 0) return cacheControl === undefined ? { data } : { data, cacheControl };
  for (const error of errors.filter(isUnexpected)) logger.error({ err: error, requestId });
  const said = errors.map((error) => formatFailure(error, requestId));
  const unsaid = broken.filter(({ path }) => !said.some((error) => explains(error, path)));
  for (const { message, path } of unsaid) logger.error({ path, requestId }, `a subgraph broke its schema: ${message}`);
  const all = [...said, ...unsaid.map((found) => brokenSchema(found, requestId))];
  return { ...(all.length > 0 && { errors: all }), data };
}

/** A null has one reason: what a subgraph said about the same place, or about all of which it is a part. */
const explains = ({ path }: GraphQLFormattedError, place: Broken['path']): boolean =>
  !path || path.every((key, index) => index >= place.length || key === place[index]);

const brokenSchema = ({ message, path }: Broken, requestId: string): GraphQLFormattedError => ({
  message,
  path,
  extensions: { code: 'INTERNAL', reason: 'SUBGRAPH_BROKE_SCHEMA', retryable: false, reasons: [], requestId },
});
