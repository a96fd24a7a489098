import type { IncomingHttpHeaders } from 'node:http';

/** The head of a request that can be read in one way only, and of which only its body is still to come. */
export type PlainHead = { readonly headers: IncomingHttpHeaders; readonly bodyLength: number };

/** Names and values without anything that somebody could read in another way (RFC 9112, section 5); no folded lines. */
const LINES = /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\u0020-\u007e\u0080-\u00ff]*\r\n)+$/;
const LENGTH = /^(?:0|[1-9]\d{0,8})$/;
const [TAB, SPACE] = [9, 32];

/** With any of them more is wanted than an answer to a body of a length that is said, on a connection that goes on. */
const UNUSUAL: ReadonlySet<string> = new Set([
  'transfer-encoding',
  'expect',
  'upgrade',
  'trailer',
  'te',
  'proxy-connection',
  'http2-settings',
]);

/**
 * Reads the lines between the request line and the empty line, each with its line break. Node's own parser takes whatever is
 * not as plain as this, so nothing is decided here but that.
 */
export function readPlainHead(lines: string): PlainHead | undefined {
  if (!LINES.test(lines)) return undefined;
  const headers: IncomingHttpHeaders = Object.create(null);
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf('\r\n', from);
    const colon = lines.indexOf(':', from);
    const name = lines.slice(from, colon).toLowerCase();
    // What several of one name mean depends on the name.
    if (name in headers || UNUSUAL.has(name)) return undefined;
    headers[name] = valueIn(lines, colon, end);
    from = end + 2;
  }
  const { host, connection, 'content-length': length } = headers;
  if (host === undefined || length === undefined || !LENGTH.test(length)) return undefined;
  if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return undefined;
  return { headers, bodyLength: Number(length) };
}

/** Without the blanks around it, which are no part of it. */
function valueIn(lines: string, colon: number, lineEnd: number): string {
  let from = colon + 1;
  let end = lineEnd;
  while (from < end && isBlank(lines.charCodeAt(from))) from++;
  while (end > from && isBlank(lines.charCodeAt(end - 1))) end--;
  return lines.slice(from, end);
}

const isBlank = (code: number): boolean => code === SPACE || code === TAB;
