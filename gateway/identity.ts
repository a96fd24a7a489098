import type { IncomingHttpHeaders } from 'node:http';
import type { IdentifyUser } from '#kernel/auth/accessToken.ts';
import { CALL_HEADER, type SignCall } from '#kernel/auth/callCredential.ts';
import { anonymous, type Principal } from '#kernel/auth/principal.ts';
import type { Revocations } from '#kernel/auth/revocations.ts';
import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import { CLIENT_ADDRESS_HEADER } from '#kernel/graphql/call.ts';
import { TRACEPARENT_HEADER, traceparentOf } from '#kernel/traceparent.ts';
import { type Access, noAccess } from './authorization/access.ts';
import { makeAccessByRole, type RoleScopes } from './authorization/accessByRole.ts';
import { type AddressOf, makeAddressOf } from './clientAddress.ts';
import { makeWatch, type Presented, type Watch } from './tokens/watchTokens.ts';

type Asked = Presented & {
  readonly requestId: string;
  readonly clientAddress?: string | undefined;
  readonly passedOn?: PassedOn | undefined;
  /** What all subgraphs are sent alike, once somebody has asked. */
  forAll?: Readonly<Record<string, string>> | undefined;
};

/** Headers of a client that subgraphs get as they came, by name in lower case. */
export type PassedOn = Readonly<Record<string, string>>;

/** Who asks, and how subgraphs hear of it. */
export type Identity = {
  /** @throws AppError UNAUTHENTICATED: a bad token is an error, never anonymous. */
  identify(authorization: string | undefined): Principal;
  /** What the caller may do, where a supergraph has rules. */
  accessOf(principal: Principal): Access;
  readonly addressOf: AddressOf;
  /** Waits for what `identify` may need to know first, such as a new key of the issuer. */
  settle?(authorization: string | undefined): Promise<void>;
  readonly watch: Watch;
  /** What of a client's headers is for subgraphs, where any are; `headersFor` is given it. */
  passedOn?(headers: IncomingHttpHeaders): PassedOn | undefined;
  /** What a subgraph is sent along with a request. Nothing else of the client's headers reaches it. */
  headersFor(subgraph: string, asked: Asked): Record<string, string>;
};

/** For a gateway without keys: everybody is anonymous, and no credential is passed on. */
export const noIdentity: Identity = {
  identify: () => anonymous,
  accessOf: () => noAccess,
  addressOf: makeAddressOf([]),
  watch: () => () => {},
  headersFor: (_subgraph, { requestId }) => ({ [REQUEST_ID_HEADER]: requestId }),
};

type Options = {
  identifyUser: IdentifyUser;
  revocations: Revocations;
  sign: SignCall;
  /** Where requests come from; without it, from whoever connects. */
  addressOf?: AddressOf;
  /** How often open streams are looked at, in milliseconds. A ban takes effect within this time. */
  watchEveryMs?: number;
  /** Role → scopes, for supergraphs that ask for scopes. */
  roleScopes?: RoleScopes;
};

/** The same for each subgraph that one request needs, which are several. */
function commonHeaders(asked: Asked): Readonly<Record<string, string>> {
  if (asked.forAll) return asked.forAll;
  const { authorization, requestId, clientAddress } = asked;
  const headers = {
    [REQUEST_ID_HEADER]: requestId,
    [TRACEPARENT_HEADER]: traceparentOf(requestId),
    ...(authorization && { authorization }),
    ...(clientAddress && { [CLIENT_ADDRESS_HEADER]: clientAddress }),
  };
  asked.forAll = headers;
  return headers;
}

/** Access tokens are verified here and passed on, with the gateway's own credential beside them. */
export function makeIdentity({
  identifyUser,
  revocations,
  sign,
  addressOf = makeAddressOf([]),
  watchEveryMs = 500,
  roleScopes = {},
}: Options): Identity {
  return {
    identify: identifyUser,
    accessOf: makeAccessByRole(roleScopes),
    addressOf,
    watch: makeWatch({
      identify: identifyUser,
      isRevoked: (user) => revocations.isRevoked(user),
      everyMs: watchEveryMs,
    }),
    headersFor: (subgraph, asked) => ({ ...commonHeaders(asked), [CALL_HEADER]: sign(subgraph) }),
  };
}
