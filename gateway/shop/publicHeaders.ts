import type { IncomingHttpHeaders } from 'node:http';
import { CALL_HEADER } from '#kernel/auth/callCredential.ts';
import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import { CLIENT_ADDRESS_HEADER } from '#kernel/graphql/call.ts';

type Headers = Record<string, string | string[]>;

/** They belong to one connection (RFC 9110, section 7.6.1), or undici writes them itself. */
const OF_THE_CONNECTION = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What only the gateway says, or what these routes have no use for: they know no signed-in user. */
const NOT_FROM_CLIENTS = [
  'host',
  'expect',
  'authorization',
  'cookie',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  REQUEST_ID_HEADER,
  CALL_HEADER,
  CLIENT_ADDRESS_HEADER,
];

/** The gateway has said these itself. */
const NOT_FROM_SERVICES = ['x-powered-by', 'x-content-type-options', 'cross-origin-resource-policy', REQUEST_ID_HEADER];

type Asked = { readonly requestId: string; readonly clientAddress: string | undefined };

/** What a service is sent of a client's headers, and who asks. */
export const headersForService = (headers: IncomingHttpHeaders, { requestId, clientAddress }: Asked): Headers => ({
  ...without(headers, NOT_FROM_CLIENTS, /^x-bazaar-/),
  [REQUEST_ID_HEADER]: requestId,
  ...(clientAddress && { 'x-forwarded-for': clientAddress }),
});

/** What a client is sent of a service's headers. Which pages may read it is the gateway's to say. */
export const headersForClient = (headers: IncomingHttpHeaders): Headers =>
  without(headers, NOT_FROM_SERVICES, /^(access-control|x-bazaar)-/);

function without(headers: IncomingHttpHeaders, names: readonly string[], pattern: RegExp): Headers {
  const dropped = new Set([...OF_THE_CONNECTION, ...names, ...namedIn(headers.connection)]);
  const kept = Object.entries(headers).filter(([name]) => !dropped.has(name) && !pattern.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

const namedIn = (connection: string | undefined): string[] =>
  (connection ?? '').split(',').map((name) => name.trim().toLowerCase());
