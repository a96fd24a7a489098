import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from '#kernel/logging.ts';
import { formatFailure, isUnexpected, logHidden } from './errors.ts';
import type { Outcome } from './plan/compilePlan.ts';
import type { StandIn } from './plan/run.ts';
import type { Broken } from './plan/shaping.ts';
import type { Result } from './port.ts';
import { Written } from './written.ts';

/** The result of a plan for its client. Operators hear of what is nobody's business else. */
export function resultOf(outcome: Outcome, requestId: string, logger: Logger): Result {
  const { text, errors, broken, cacheControl, standIns } = outcome;
  const data = text === 'null' ? null : new Written(text);
  const extensions = standIns && { extensions: { fallbacks: standIns.slice(0, MOST_FALLBACKS).map(fallbackOf) } };
  if (errors.length === 0 && broken.length === 0) {
    // What only stands in for something is for nobody to keep.
    return extensions ? { data, ...extensions } : cacheControl === undefined ? { data } : { data, cacheControl };
  }
  for (const error of errors.filter(isUnexpected)) logger.error({ err: error, requestId });
  logHidden(errors, requestId, logger);
  const said = errors.map((error) => formatFailure(error, requestId));
  const unsaid = broken.filter(({ path }) => !said.some((error) => explains(error, path)));
  for (const { message, path } of unsaid) logger.error({ path, requestId }, `a subgraph broke its schema: ${message}`);
  const all = [...said, ...unsaid.map((found) => brokenSchema(found, requestId))];
  return { ...(all.length > 0 && { errors: all }), data, ...extensions };
}

/** Further ones go unsaid. */
const MOST_FALLBACKS = 100;

/** As an error of the field would say it. */
const fallbackOf = ({ path, reason, service }: StandIn) => ({ path, code: 'UNAVAILABLE', reason, service });

/** A null has one reason: what a subgraph said about the same place, or about all of which it is a part. */
const explains = ({ path }: GraphQLFormattedError, place: Broken['path']): boolean =>
  !path || path.every((key, index) => index >= place.length || key === place[index]);

const brokenSchema = ({ message, path }: Broken, requestId: string): GraphQLFormattedError => ({
  message,
  path,
  extensions: { code: 'INTERNAL', reason: 'SUBGRAPH_BROKE_SCHEMA', retryable: false, reasons: [], requestId },
});
