/** How the end of a body is found (RFC 9112, section 6.3): after so many bytes, by its chunks, or where the connection ends. */
export type Framing = number | 'chunked' | 'until closed';

export type ResponseHead = {
  readonly status: number;
  readonly framing: Framing;
  /** Whether the connection may be used again. */
  readonly isKept: boolean;
  /** For how long the other side says it keeps the connection, in milliseconds. */
  readonly keptMs: number | undefined;
};

const LINE = '\r\n';
const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;

type Found = { length?: number; isChunked: boolean; isKept: boolean; keptMs: number | undefined };

/**
 * Reads status line and headers without the empty line. Strict: what could be read in two ways is an error, since whoever
 * reads it the other way would find the next answer at another place.
 *
 * @throws Error for what is no head of an HTTP/1.1 response.
 */
export function readHead(text: string): ResponseHead {
  const found = known.get(text);
  if (found) return found;
  const head = readAnew(text);
  if (text.length > MOST_KNOWN_LENGTH) return head;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, head);
  return head;
}

/** Within a second a server says the same to answers of one length, again and again. */
const known = new Map<string, ResponseHead>();
const MOST_KNOWN = 200;
const MOST_KNOWN_LENGTH = 1_000;

function readAnew(text: string): ResponseHead {
  const [, minor, digits] = STATUS_LINE.exec(text) ?? [];
  if (digits === undefined) throw new Error('no HTTP/1.1 response');
  const status = Number(digits);
  const found: Found = { isChunked: false, isKept: minor === '1', keptMs: undefined };
  for (let end = text.indexOf(LINE); end !== -1; ) {
    const from = end + LINE.length;
    end = text.indexOf(LINE, from);
    note(text, from, end === -1 ? text.length : end, found);
  }
  const framing = framingOf(status, found);
  return { status, framing, isKept: found.isKept && framing !== 'until closed', keptMs: found.keptMs };
}

/** Few headers matter, so names are looked at only where their length is that of one that does. */
function note(text: string, from: number, end: number, found: Found): void {
  const colon = text.indexOf(':', from);
  if (colon <= from || colon >= end || text.charCodeAt(colon - 1) <= SPACE || text.charCodeAt(from) <= SPACE) {
    throw new Error('a header that is none');
  }
  const length = colon - from;
  if (length !== 10 && length !== 14 && length !== 17) return;
  const name = text.slice(from, colon).toLowerCase();
  const read = READERS.get(name);
  if (read) read(text.slice(colon + 1, end).trim(), found);
}

const SPACE = 32;

const READERS: ReadonlyMap<string, (value: string, found: Found) => void> = new Map([
  ['content-length', readLength],
  ['transfer-encoding', readEncoding],
  ['connection', readConnection],
  ['keep-alive', readKeptFor],
]);

function readLength(value: string, found: Found): void {
  const length = Number(value);
  if (!/^\d{1,15}$/.test(value) || (found.length !== undefined && found.length !== length)) {
    throw new Error('a length that is none');
  }
  found.length = length;
}

function readEncoding(value: string, found: Found): void {
  if (value.toLowerCase() !== 'chunked' || found.isChunked) throw new Error(`transfer encoding ${value}`);
  found.isChunked = true;
}

function readConnection(value: string, found: Found): void {
  const words = value.toLowerCase();
  if (words === 'keep-alive') found.isKept = true;
  else if (/(?:^|,)\s*close\s*(?:,|$)/.test(words)) found.isKept = false;
}

function readKeptFor(value: string, found: Found): void {
  const [, seconds] = /timeout\s*=\s*(\d{1,6})/i.exec(value) ?? [];
  if (seconds !== undefined) found.keptMs = Number(seconds) * 1_000;
}

function framingOf(status: number, { length, isChunked }: Found): Framing {
  if (isChunked && length !== undefined) throw new Error('both a length and chunks');
  if (status < 200 || status === 204 || status === 304) return 0;
  return isChunked ? 'chunked' : (length ?? 'until closed');
}

/** All headers, by their names in lower case; several of one name are one list (RFC 9110, section 5.3). */
export function headersIn(head: string): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const line of head.split(LINE).slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = headers.get(name);
    headers.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  return Object.fromEntries(headers);
}
