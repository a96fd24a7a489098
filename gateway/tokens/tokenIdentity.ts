import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import type { AddressOf } from '../clientAddress.ts';
import type { Identity } from '../identity.ts';
import type { VerifyTokens } from './verifyToken.ts';
import { makeWatch } from './watchTokens.ts';

type Options = {
  readonly tokens: VerifyTokens;
  readonly addressOf: AddressOf;
  /** Subgraphs get the client's `authorization` header as it came. */
  readonly forwardAuthorization: boolean;
};

/** For a gateway of any supergraph: access tokens of one issuer, verified here. Streams end when their token does. */
export const makeTokenIdentity = ({ tokens, addressOf, forwardAuthorization }: Options): Identity => ({
  ...tokens,
  addressOf,
  watch: makeWatch({ identify: tokens.identify, isRevoked: () => false }),
  headersFor: (_subgraph, { requestId, authorization }) => ({
    [REQUEST_ID_HEADER]: requestId,
    ...(forwardAuthorization && authorization !== undefined && { authorization }),
  }),
});
