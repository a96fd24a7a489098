import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { overHttp } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import { until } from '../testing/until.ts';

let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterEach(() => until(() => gateway.listeners() === 0));
afterAll(() => gateway.stop());

const SSE = 'text/event-stream';
/** As Apollo's clients for the web (3 and 4), iOS and Kotlin ask, and as its documentation writes it. */
const APOLLO = [
  'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json',
  'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9',
  'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json',
  'multipart/mixed;subscriptionSpec=1.0, application/graphql-response+json, application/json',
  'multipart/mixed;subscriptionSpec="1.0", application/json',
];
const FOREVER = 'subscription { bookChanged { title } }';
const watch = (accept: string, query = FOREVER) => overHttp(gateway.url, { query }, accept);
type Watching = Awaited<ReturnType<typeof watch>>;
const textOf = ({ received }: Watching) => received.join('');
const isToldBy = (stream: Watching, said: string) => until(() => textOf(stream).includes(said));

/** With the clock of heartbeats in the test's hand. */
async function idle(accept: string) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const stream = await watch(accept);
  await until(() => gateway.listeners() === 1);
  return stream;
}

describe.each([[SSE], ...APOLLO.map((accept) => [accept])])('asked as %s, a stream', (accept) => {
  it('is told not to be kept by anything on its way', async () => {
    const stream = await watch(accept);
    const { status, headers } = stream.response;
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toMatch(/no-cache/);
    expect(headers.get('cache-control')).toMatch(/no-transform/);
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('content-type')).toBe(
      accept === SSE ? 'text/event-stream; charset=utf-8' : 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    );
    await until(() => gateway.listeners() === 1);
    stream.leave();
  });

  it('ends at the subgraph when its client leaves', async () => {
    const stream = await watch(accept);
    await until(() => gateway.listeners() === 1);
    stream.leave();
    await until(() => gateway.listeners() === 0);
  });

  it('goes on after an event with an error', async () => {
    const stream = await watch(accept, 'subscription { bookChanged { author { mustHave } } }');
    await until(() => gateway.listeners() === 1);
    for (const id of ['b2', 'b1']) gateway.change(id);
    await isToldBy(stream, '"mustHave":"yes"');
    expect(textOf(stream).indexOf('"path":["bookChanged","author","mustHave"]')).toBeGreaterThan(0);
    stream.leave();
  });

  it.each([
    ['{"query": ', 400, 'BAD_JSON'],
    ['[{}]', 400, 'BATCHING_OFF'],
    ['{}', 400, 'NO_QUERY'],
  ])('never begins for %s', async (body, status, reason) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { reason } }] });
  });
});

describe('server-sent events', () => {
  it('are kept alive by comments', async () => {
    const stream = await idle(SSE);
    vi.advanceTimersByTime(24_000);
    await vi.waitFor(() => expect(textOf(stream)).toBe(':\n\n:\n\n:\n\n'), { timeout: 10_000 });
    stream.leave();
  });

  it('carry any text in one line each', async () => {
    const title = 'one\ntwo\r\nthree\u2028\u0000"\\';
    const stream = await watch(SSE, `mutation { rename(id: "b2", title: ${JSON.stringify(title)}) { title } }`);
    await stream.ended;
    const line = textOf(stream)
      .split('\n')
      .find((each) => each.startsWith('data: '));
    expect(JSON.parse(line?.slice(6) ?? '')).toEqual({ data: { rename: { title } } });
    await (await watch('application/json', 'mutation { rename(id: "b2", title: "Walden") { id } }')).ended;
  });

  it('are preferred by their weight', async () => {
    const stream = await watch('application/json;q=0.2, text/event-stream, multipart/mixed;subscriptionSpec=1.0;q=0.5');
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await until(() => gateway.listeners() === 1);
    stream.leave();
  });

  it('come for a link as for a body', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${gateway.url}?query=${encodeURIComponent(FOREVER)}`, {
      headers: { accept: SSE },
      signal: leaving.signal,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await until(() => gateway.listeners() === 1);
    leaving.abort();
  });
});

describe('multipart', () => {
  it('is kept alive by empty parts', async () => {
    const stream = await idle(APOLLO[0] ?? '');
    vi.advanceTimersByTime(10_000);
    const empty = '\r\ncontent-type: application/json\r\n\r\n{}\r\n--graphql';
    await vi.waitFor(() => expect(textOf(stream)).toBe(`\r\n--graphql${empty}${empty}`), { timeout: 10_000 });
    stream.leave();
  });

  it('gives way to one answer where an operation can’t run', async () => {
    const stream = await watch(APOLLO[0] ?? '', 'subscription { nope }');
    await stream.ended;
    expect(stream.response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(textOf(stream))).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it('carries what is wrong where nothing else is taken', async () => {
    const stream = await watch('multipart/mixed;subscriptionSpec=1.0', 'subscription { nope }');
    await stream.ended;
    expect(textOf(stream)).toMatch(/{"payload":{"errors":\[.*GRAPHQL_VALIDATION_FAILED.*\]}}\r\n--graphql--\r\n$/);
  });

  it('needs its version: without it, or with another, a subscription is refused', async () => {
    for (const accept of [
      'multipart/mixed, application/json',
      'multipart/mixed;subscriptionSpec=2.0, application/json',
    ]) {
      const stream = await watch(accept);
      await stream.ended;
      expect(stream.response.status).toBe(406);
    }
  });
});
