import type { IncomingHttpHeaders } from 'node:http';
import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import type { AddressOf } from '../clientAddress.ts';
import { type Identity, noIdentity } from '../identity.ts';
import type { VerifyTokens } from './verifyToken.ts';
import { makeWatch } from './watchTokens.ts';

type Options = {
  /** Without it everybody is anonymous. */
  readonly tokens?: VerifyTokens | undefined;
  readonly addressOf: AddressOf;
  /** Subgraphs get the client's `authorization` header as it came, verified or not. */
  readonly forwardAuthorization: boolean;
  /** Names, in lower case, of further headers that subgraphs get as they came. */
  readonly forwardHeaders: readonly string[];
};

/** For a gateway of any supergraph: access tokens of one issuer, verified here if it has keys. Streams end when their token does. */
export function makeGivenIdentity({ tokens, addressOf, forwardAuthorization, forwardHeaders }: Options): Identity {
  return {
    ...(tokens
      ? { ...tokens, watch: makeWatch({ identify: tokens.identify, isRevoked: () => false }) }
      : { identify: noIdentity.identify, accessOf: noIdentity.accessOf, watch: noIdentity.watch }),
    addressOf,
    ...(forwardHeaders.length > 0 && { passedOn: makePassedOn(forwardHeaders) }),
    headersFor: (_subgraph, { requestId, authorization, passedOn }) => ({
      ...passedOn,
      [REQUEST_ID_HEADER]: requestId,
      ...(forwardAuthorization && authorization !== undefined && { authorization }),
    }),
  };
}

const makePassedOn =
  (names: readonly string[]) =>
  (headers: IncomingHttpHeaders): Readonly<Record<string, string>> | undefined => {
    let found: Record<string, string> | undefined;
    for (const name of names) {
      const value = headers[name];
      if (typeof value !== 'string') continue;
      found ??= {};
      found[name] = value;
    }
    return found;
  };
