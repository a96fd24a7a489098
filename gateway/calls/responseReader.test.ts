import { describe, expect, it } from 'vitest';
import { ResponseReader, type Whole } from './responseReader.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

/** What is read when the bytes come in pieces of so many. The buffer is used again for each, as a connection does. */
function readIn(size: number, text: string): Whole | undefined {
  const all = Buffer.from(text);
  const reader = new ResponseReader();
  const shared = Buffer.alloc(size + 7, 'HTTP/1.1 500 stale\r\n\r\n');
  for (let from = 0; from < all.length; from += size) {
    const length = all.copy(shared, 0, from, Math.min(all.length, from + size));
    const whole = reader.read(shared, 0, length);
    if (whole) return whole;
  }
  return undefined;
}

const SIZES = [1, 2, 3, 7, 50, 10_000];

describe.each(SIZES)('an answer in pieces of %i bytes', (size) => {
  it.each([
    ['of a length', `${OK}Content-Length: 8\r\n\r\n{"ä":1}`],
    ['in chunks', chunked(['{"', 'ä":', '1}'])],
    ['after an announcement', `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 8\r\n\r\n{"ä":1}`],
  ])('%s', (_what, text) => {
    expect(readIn(size, text)).toMatchObject({ answered: { status: 200, text: '{"ä":1}' }, isKept: true });
  });

  it('that has no body', () => {
    expect(readIn(size, 'HTTP/1.1 204 No Content\r\n\r\n')).toMatchObject({ answered: { status: 204, text: '' } });
  });

  it('that is cut off is none', () => {
    expect(readIn(size, `${OK}Content-Length: 9\r\n\r\n{"ä":1}`)).toBeUndefined();
    expect(readIn(size, chunked(['{"', 'ä":1}']).slice(0, -2))).toBeUndefined();
  });
});

function chunked(pieces: readonly string[]): string {
  const chunks = pieces.map((piece) => `${Buffer.byteLength(piece).toString(16)};name=value\r\n${piece}\r\n`);
  return `${OK}Transfer-Encoding: Chunked\r\n\r\n${chunks.join('')}0\r\nTrailer: of no interest\r\n\r\n`;
}

it('an answer until the end of the connection is whole then', () => {
  const reader = new ResponseReader();
  const bytes = Buffer.from(`${OK}\r\n{"a":1}`);
  expect(reader.read(bytes, 0, bytes.length)).toBeUndefined();
  expect(reader.finish()).toMatchObject({ answered: { text: '{"a":1}' }, isKept: false });
});

it('what follows an answer is left alone', () => {
  const first = `${OK}Content-Length: 2\r\n\r\n{}`;
  const bytes = Buffer.from(`${first}HTTP/1.1 200 OK`);
  expect(new ResponseReader().read(bytes, 0, bytes.length)).toMatchObject({ end: first.length });
});

it('headers are known by their names in lower case, several of one name as a list', () => {
  const whole = readIn(100, `${OK}Cache-Control: public\r\ncache-control:max-age=1\r\nContent-Length: 0\r\n\r\n`);
  expect(whole?.answered.headers).toMatchObject({ 'cache-control': 'public, max-age=1', 'content-length': '0' });
});

it.each([
  ['', true],
  ['Connection: close\r\n', false],
  ['Connection: Upgrade, Close\r\n', false],
  ['Connection: Keep-Alive\r\n', true],
])('a connection is used again unless the other side says otherwise: %j', (header, isKept) => {
  expect(readIn(1_000, `${OK}${header}Content-Length: 0\r\n\r\n`)).toMatchObject({ isKept });
});

it('HTTP/1.0 keeps a connection only where it says so, and for how long', () => {
  const old = 'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n';
  expect(readIn(1_000, `${old}\r\n`)).toMatchObject({ isKept: false });
  const kept = `${old}Connection: keep-alive\r\nKeep-Alive: timeout=5, max=100\r\n\r\n`;
  expect(readIn(1_000, kept)).toMatchObject({ isKept: true, keptMs: 5_000 });
});

it.each([
  ['no HTTP', 'SSH-2.0-server\r\n\r\n'],
  ['another version', 'HTTP/2 200\r\n\r\n'],
  ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ['two lengths', `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`],
  ['a length that is none', `${OK}Content-Length: 1, 1\r\n\r\n`],
  ['a negative length', `${OK}Content-Length: -1\r\n\r\n`],
  ['a length and chunks', `${OK}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
  ['another encoding', `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n`],
  ['a header without a name', `${OK}: 1\r\n\r\n`],
  ['a header without a value', `${OK}Content-Length\r\n\r\n`],
  ['a space behind a name', `${OK}Content-Length : 1\r\n\r\n`],
  ['a header on two lines', `${OK}A: 1\r\n Content-Length: 1\r\n\r\n`],
  ['a chunk without a size', `${OK}Transfer-Encoding: chunked\r\n\r\n-1\r\n`],
  ['a chunk that is longer than it says', `${OK}Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n`],
  ['lines that end too early', `${OK}Transfer-Encoding: chunked\r\n\r\n1\n`],
  ['too long a body', `${OK}Content-Length: 999999999\r\n\r\n`],
  ['too long a head', `${OK}A: ${'a'.repeat(70_000)}`],
])('%s is an error', (_what, text) => {
  expect(() => readIn(80_000, text)).toThrow(Error);
});
