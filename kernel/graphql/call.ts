import type { IncomingHttpHeaders } from 'node:http';
import type { IdentifyUser } from '../auth/accessToken.ts';
import { CALL_HEADER, type IdentifyCaller } from '../auth/callCredential.ts';
import type { Principal } from '../auth/principal.ts';
import { CAUSATION_ID_HEADER, causationIdFrom, REQUEST_ID_HEADER, requestIdFrom } from '../callContext.ts';
import { deadlineFrom, TIME_LEFT_HEADER } from '../deadline.ts';
import { TRACEPARENT_HEADER, traceparentFrom } from '../traceparent.ts';

/** Who calls: the service that signed the credential, and the person (if any) on whose behalf. */
export type Call = {
  readonly caller: string;
  readonly principal: Principal;
  readonly requestId: string;
  /** As the caller sent it. */
  readonly traceparent?: string;
  /** What the call follows from, as another service says; people's requests follow from nothing. */
  readonly causationId?: string;
  /** Where the person's request came from, as the gateway has seen it; nobody else is believed. */
  readonly clientAddress?: string;
  /** What is kept here may be too old for the caller (`Cache-Control: no-cache`). */
  readonly isFresh?: boolean;
  /** From when on the caller waits no more, on `performance.now()`'s clock, where it has said so. */
  readonly deadline?: number;
};

export const CLIENT_ADDRESS_HEADER = 'x-bazaar-client-address';

/** What every resolver's context has, whatever else the subgraph adds. */
export type BaseContext = { readonly call: Call };

export type Identify = { readonly identifyUser: IdentifyUser; readonly identifyCaller: IdentifyCaller };

/** Reads both credentials. @throws AppError UNAUTHENTICATED. */
export function callOf({ identifyCaller, identifyUser }: Identify, headers: IncomingHttpHeaders): Call {
  const caller = identifyCaller(headers[CALL_HEADER] as string | undefined);
  const user = identifyUser(headers.authorization);
  // Only the gateway speaks for people; any other caller without a person's token acts for itself.
  const isService = user.kind === 'anonymous' && caller !== 'gateway';
  const principal: Principal = isService ? { kind: 'service', service: caller } : user;
  const clientAddress = caller === 'gateway' ? headers[CLIENT_ADDRESS_HEADER] : undefined;
  const causationId = caller === 'gateway' ? undefined : causationIdFrom(headers[CAUSATION_ID_HEADER]);
  const traceparent = traceparentFrom(headers[TRACEPARENT_HEADER]);
  const deadline = deadlineFrom(headers[TIME_LEFT_HEADER]);
  return {
    caller,
    principal,
    requestId: requestIdFrom(headers[REQUEST_ID_HEADER]),
    ...(traceparent !== undefined && { traceparent }),
    ...(causationId !== undefined && { causationId }),
    ...(deadline !== undefined && { deadline }),
    ...(headers['cache-control'] === 'no-cache' && { isFresh: true }),
    ...(typeof clientAddress === 'string' && { clientAddress }),
  };
}
