import fc from 'fast-check';

/** What the gateway passes on besides GraphQL. */
const PREFIXES = ['/files/products', '/files/users', '/webhooks/stripe', '/unsubscribe'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const SEGMENTS = [
  '',
  'images',
  'uploads',
  'avatars',
  'import',
  'export',
  '..',
  '%2e%2e',
  '%00',
  '%',
  '%ff',
  'x'.repeat(3_000),
  '__proto__',
];
const QUERIES = [
  '',
  '?',
  '?token=x',
  '?t=x&t=y',
  '?token[$gt]=',
  '?ticket=%00',
  '?format=csv',
  '?__proto__[a]=b',
  `?u=${'x'.repeat(5_000)}`,
];
const TYPES = [
  'application/json',
  'text/plain',
  'image/png',
  'text/csv',
  'application/x-ndjson',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  '',
  'nonsense',
];
const BODIES = [
  '',
  '{}',
  'null',
  '{"a":',
  '{"type":"payment_intent.succeeded"}',
  'token=x&all=1',
  'a=%ff&b[c]=d',
  '\u0000',
  'sku,name\n"',
  'x'.repeat(20_000),
];
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['stripe-signature', ['t=1,v1=00', 't=x', '', `t=${2 ** 60},v1=${'f'.repeat(64)}`]],
  ['range', ['bytes=0-', 'bytes=9-1', 'bytes=-0', 'nonsense']],
  ['if-none-match', ['*', '"x"', 'W/"', '']],
  ['origin', ['null', 'https://evil.example', 'nonsense']],
  ['content-encoding', ['gzip', 'br', 'nonsense']],
  ['x-request-id', ['x'.repeat(500), '']],
];

export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

const path = fc
  .tuple(
    fc.constantFrom(...PREFIXES),
    fc.array(fc.oneof(fc.constantFrom(...SEGMENTS), fc.uuid()), { maxLength: 3 }),
    fc.constantFrom(...QUERIES),
  )
  .map(([prefix, segments, query]) => `${[prefix, ...segments].join('/')}${query}`);

const headers = fc
  .tuple(
    fc.constantFrom(...TYPES),
    ...HEADERS.map(([name, values]) => fc.option(fc.constantFrom(...values).map((value) => [name, value] as const))),
  )
  .map(([type, ...others]) => ({
    'content-type': type,
    ...Object.fromEntries(others.filter((each) => each !== null)),
  }));

/** A request that a stranger, a crawler or an attacker may send. */
export const anyRequest: fc.Arbitrary<HttpRequest> = fc
  .record({ method: fc.constantFrom(...METHODS), path, headers, body: fc.constantFrom(...BODIES) })
  .map(({ body, ...request }) => ({ ...request, body: takesBody(request.method) ? body : undefined }));

const takesBody = (method: string) => method !== 'GET' && method !== 'HEAD';
