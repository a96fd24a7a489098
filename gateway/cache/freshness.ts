import type { IncomingHttpHeaders } from 'node:http';

/** For how long, and for whom, an answer may be kept. */
export type Freshness = {
  /** From now on, at least 1. */
  readonly ms: number;
  /** `unsaid`: like everybody's for callers without credentials, else like one's own (RFC 9111, section 3.5). */
  readonly scope: 'public' | 'private' | 'unsaid';
  /** Names of request headers, in lower case, on whose values the answer depends. */
  readonly vary: readonly string[];
};

/**
 * What an answer's headers allow a cache that many share (https://www.rfc-editor.org/rfc/rfc9111 sections 3, 4.2 and 5.2.2).
 * Undefined for what may not be kept at all: nothing is kept of which nothing is said.
 */
export function freshnessOf(headers: IncomingHttpHeaders | undefined): Freshness | undefined {
  const text = oneOf(headers?.['cache-control']);
  if (!headers || text === undefined || text === 'no-store') return undefined;
  const directives = directivesIn(text);
  const vary = namesIn(oneOf(headers['vary']));
  if (directives.has('no-store') || directives.has('no-cache') || vary.includes('*')) return undefined;
  const isPrivate = directives.has('private');
  const shared = isPrivate ? undefined : secondsOf(directives.get('s-maxage'));
  const seconds = shared ?? secondsOf(directives.get('max-age')) ?? 0;
  const ms = (seconds - (secondsOf(oneOf(headers['age'])) ?? 0)) * 1_000;
  if (ms <= 0) return undefined;
  if (isPrivate) return { ms, scope: 'private', vary };
  return { ms, scope: directives.has('public') || shared !== undefined ? 'public' : 'unsaid', vary };
}

/** Several headers of one name are one list (RFC 9110, section 5.3). */
const oneOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value;

/** A directive that comes twice with different values counts with the smaller one. */
function directivesIn(text: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  // A comma in quotes is part of its directive.
  for (const part of text.match(/(?:[^,"]|"[^"]*")+/g) ?? []) {
    const [name = '', value = ''] = part.split('=', 2).map((side) => side.trim());
    const known = directives.get(name.toLowerCase());
    if (known === undefined || Number(unquoted(value)) < Number(known)) {
      directives.set(name.toLowerCase(), unquoted(value));
    }
  }
  return directives;
}

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1');

const secondsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

const namesIn = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : text.split(',').map((name) => name.trim().toLowerCase());
