import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpRefusal } from './httpRefusal.ts';

/** Whether pages of this origin may use the gateway. */
export type AllowsOrigin = (origin: string) => boolean;

/** Apollo Studio and Sandbox, and whatever runs on this machine. */
export const developmentOrigins = [
  'https://studio.apollographql.com',
  'https://explorer.embed.apollographql.com',
  'https://sandbox.embed.apollographql.com',
  'http://localhost:*',
  'http://127.0.0.1:*',
];

/** Origins such as `https://shop.example`; `:*` at the end means any port. */
export function makeAllowsOrigin(allowed: readonly string[]): AllowsOrigin {
  const anyPort = allowed.filter((origin) => origin.endsWith(':*')).map((origin) => origin.slice(0, -2));
  const exactly = new Set([...allowed, ...anyPort]);
  return (origin) => exactly.has(origin) || anyPort.includes(origin.replace(/:\d+$/, ''));
}

/** A request of a page: from the gateway's own host, or from an allowed origin. Other programs send no `Origin`. */
export function isAllowed({ headers }: Pick<IncomingMessage, 'headers'>, allows: AllowsOrigin): boolean {
  const { origin, host } = headers;
  return origin === undefined || hostOf(origin) === host || allows(origin);
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined);

const SIMPLE_HEADERS = 'content-type, authorization, x-request-id, apollo-require-preflight, last-event-id';

/** What answers to a page are told. */
type CorsHeaders = Readonly<Record<string, string>>;

const NO_PAGE: CorsHeaders = { vary: 'origin' };

/** Cross-origin rules (CORS) for answers. @throws HttpRefusal 403 for an origin that isn't allowed. */
export function corsHeaders(request: Pick<IncomingMessage, 'headers'>, allows: AllowsOrigin): CorsHeaders {
  const { origin } = request.headers;
  if (origin === undefined) return NO_PAGE;
  if (!isAllowed(request, allows)) {
    const message = 'pages of this origin may not use this API';
    throw new HttpRefusal(403, 'ORIGIN_NOT_ALLOWED', message, NO_PAGE);
  }
  return {
    ...NO_PAGE,
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'x-request-id',
  };
}

/**
 * Cross-origin rules (CORS, and Chrome's for pages that reach into a private network).
 *
 * @param methods what pages may send.
 * @returns true when it was a preflight and is answered.
 * @throws HttpRefusal 403 for an origin that isn't allowed.
 */
export function applyCors(
  request: IncomingMessage,
  response: ServerResponse,
  allows: AllowsOrigin,
  methods = 'POST, GET, OPTIONS',
): boolean {
  response.setHeader('vary', 'origin');
  for (const [name, value] of Object.entries(corsHeaders(request, allows))) response.setHeader(name, value);
  if (request.method !== 'OPTIONS') return false;
  response.setHeader('access-control-allow-methods', methods);
  const wanted = request.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-headers', wanted ?? SIMPLE_HEADERS);
  response.setHeader('access-control-max-age', '600');
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('access-control-allow-private-network', 'true');
  }
  response.writeHead(204).end();
  return true;
}
