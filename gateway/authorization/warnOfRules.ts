import type { Logger } from '#kernel/logging.ts';
import type { Snapshot } from '../execution/snapshot.ts';
import { type Identity, noIdentity } from '../identity.ts';

const WARNING =
  'the supergraph has rules (@authenticated, @requiresScopes, @policy), and there are no keys to verify tokens with: ' +
  'what they guard is denied to everybody. Give keys in the setting tokens (tokens.jwksUrl or tokens.jwks)';

/** Says once that rules can be met by nobody: the operator of such a gateway would take it for broken. */
export function makeWarnOfRules({ identify }: Identity, logger: Logger): (snapshot: Snapshot) => void {
  let isQuiet = identify !== noIdentity.identify;
  return ({ rules }) => {
    if (isQuiet || !rules) return;
    isQuiet = true;
    logger.warn(WARNING);
  };
}
