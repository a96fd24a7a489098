import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { closeServer, listen } from '../http.ts';
import { makeLogger } from '../logging.ts';
import { isSampled, parentIdOf, traceIdFor, traceIdOf } from '../traceparent.ts';
import { openTracing } from './openTracing.ts';
import { currentSpan, during, keepSpan, type Tracing, withSpan } from './span.ts';
import { type TracingConfig, tracingVariables } from './variables.ts';

const logger = makeLogger({ name: 'test', level: 'silent', format: 'json' });
const theirs = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const notRecorded = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

type Sent = {
  resourceSpans: [
    {
      resource: object;
      scopeSpans: [{ spans: { name: string; traceId: string; parentSpanId?: string; status: object }[] }];
    },
  ];
};

/** A collector that speaks OTLP/HTTP, and what was sent to it. */
async function collector(status = 200) {
  const sent: Sent[] = [];
  const headers: unknown[] = [];
  const server = createServer(async (request, response) => {
    headers.push(request.headers);
    sent.push((await json(request)) as Sent);
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => closeServer(server));
  const spans = () =>
    sent.flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans: [{ spans: all }] }) => all));
  return { url: `http://127.0.0.1:${port}`, sent, headers, spans };
}

async function tracingTo(endpoint: string, settings: Partial<TracingConfig> = {}): Promise<Tracing> {
  const config = z.object(tracingVariables).parse({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const tracing = await openTracing('orders', { ...config, ...settings }, logger);
  if (!tracing) throw new Error('nothing is traced');
  return tracing;
}

describe('traces', () => {
  it('are sent as OTLP, each span in its place, when the service stops', async () => {
    const { url, spans, sent } = await collector();
    const tracing = await tracingTo(url);

    const root = tracing.begin('request', {
      kind: 'server',
      traceId: traceIdFor('6f3b7a52-1c55-4a0e-9d0b-0c6f1f6a2b11'),
    });
    await during(root, async () => {
      await during(currentSpan()?.child('part'), async () => undefined);
    });
    const later = tracing.begin('later', { kind: 'consumer', traceparent: root.traceparent });
    later.fail(new TypeError('of somebody by name'));
    later.end();
    await tracing.stop();

    const ids = spans().map(({ name, traceId, parentSpanId }) => [name, traceId, parentSpanId]);
    const traceId = '6f3b7a521c554a0e9d0b0c6f1f6a2b11';
    const id = parentIdOf(root.traceparent);
    expect(ids).toEqual([
      ['part', traceId, id],
      ['request', traceId, undefined],
      ['later', traceId, id],
    ]);
    expect(spans().at(-1)?.status).toEqual({ code: 2, message: 'TypeError' });
    expect(JSON.stringify(sent)).not.toContain('somebody');
    expect(sent[0]?.resourceSpans[0].resource).toMatchObject({
      attributes: expect.arrayContaining([{ key: 'service.name', value: { stringValue: 'orders' } }]),
    });
    expect(tracing.counts()).toEqual({ delivered: 3, overflowed: 0, undelivered: 0 });
  });

  it('go with the headers that the collector wants', async () => {
    const { url, headers } = await collector();
    const tracing = await tracingTo(url, { OTEL_EXPORTER_OTLP_HEADERS: { 'api-key': 'abc' } });
    tracing.begin('request', { kind: 'server' }).end();
    await tracing.stop();

    expect(headers).toEqual([expect.objectContaining({ 'api-key': 'abc', 'content-type': 'application/json' })]);
  });

  it('that nobody takes are dropped and counted, and hold nobody up', async () => {
    const { url } = await collector(400);
    const tracing = await tracingTo(url, { OTEL_BSP_SCHEDULE_DELAY: 1 });
    tracing.begin('request', { kind: 'server' }).end();

    await vi.waitFor(() => expect(tracing.counts().undelivered).toBe(1), { timeout: 5_000 });
    await tracing.stop();
  });

  it('that come faster than they can be sent are dropped and counted', async () => {
    const { url } = await collector();
    const tracing = await tracingTo(url, { OTEL_BSP_SCHEDULE_DELAY: 60_000 });
    for (let count = 0; count < 9_000; count += 1) tracing.begin('request', { kind: 'server' }).end();
    await tracing.stop();

    const { delivered, overflowed } = tracing.counts();
    expect(delivered + overflowed).toBe(9_000);
    expect(overflowed).toBeGreaterThan(0);
  });

  it('are not made at all where nobody wants them', async () => {
    const config = z.object(tracingVariables).parse({});

    expect(await openTracing('orders', config, logger)).toBeUndefined();
    expect(currentSpan()?.child('never')).toBeUndefined();
  });
});

describe('which traces are recorded', () => {
  const isRecorded = async (settings: Partial<TracingConfig>, begin: (tracing: Tracing) => string) => {
    const tracing = await tracingTo('http://127.0.0.1:1', settings);
    const traceparent = begin(tracing);
    void tracing.stop();
    return isSampled(traceparent);
  };
  const none = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: 0 } as const;
  const caused =
    (traceparent: string, isForeign = false) =>
    (tracing: Tracing) =>
      tracing.begin('x', { kind: 'server', traceparent, isForeign }).child('y').traceparent;

  it('is decided where a trace begins, and followed behind it', async () => {
    expect(await isRecorded(none, (tracing) => tracing.begin('x', { kind: 'server' }).traceparent)).toBe(false);
    expect(await isRecorded(none, caused(theirs))).toBe(true);
    expect(await isRecorded({}, caused(notRecorded))).toBe(false);
  });

  it('is not for strangers to decide', async () => {
    expect(await isRecorded(none, caused(theirs, true))).toBe(false);
    expect(await isRecorded({}, caused(notRecorded, true))).toBe(true);
  });

  it('is about the share that was asked for, the same in every service', async () => {
    const tracing = await tracingTo('http://127.0.0.1:1', { ...none, OTEL_TRACES_SAMPLER_ARG: 0.25 });
    const other = await tracingTo('http://127.0.0.1:1', {
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: 0.25,
    });
    const begun = Array.from({ length: 2_000 }, () => tracing.begin('x', { kind: 'server' }));
    const recorded = begun.filter((span) => span.isRecorded);
    const alike = begun.filter((span) => {
      const traceId = traceIdOf(span.traceparent);
      return other.begin('x', { kind: 'server', traceId }).isRecorded === span.isRecorded;
    });

    expect(recorded.length).toBeGreaterThan(400);
    expect(recorded.length).toBeLessThan(600);
    expect(alike).toHaveLength(2_000);
    await Promise.all([tracing.stop(), other.stop()]);
  });
});

it('work that is put off keeps its span', async () => {
  const tracing = await tracingTo('http://127.0.0.1:1');
  const span = tracing.begin('request', { kind: 'server' });

  const later = withSpan(span, () => keepSpan(() => currentSpan()));

  expect(currentSpan()).toBeUndefined();
  expect(later()).toBe(span);
  void tracing.stop();
});

it.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'no pair' }, 'OTEL_EXPORTER_OTLP_HEADERS'],
  [{ OTEL_TRACES_SAMPLER: 'sometimes' }, 'OTEL_TRACES_SAMPLER'],
  [{ OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG'],
])('a bad variable is named: %j', (variables, name) => {
  const { error } = z.object(tracingVariables).safeParse(variables);

  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
});
