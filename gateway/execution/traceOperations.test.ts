import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { openTracing } from '#kernel/tracing/openTracing.ts';
import { tracingVariables } from '#kernel/tracing/variables.ts';
import { testScope } from '#testing/testScope.ts';
import type { TracedSpan } from '#tools/traces/otlp.ts';
import { receiveTraces } from '#tools/traces/receiveTraces.ts';
import { overHttp, post } from '../testing/clients.ts';
import { startReplica } from '../testing/gatewayOver.ts';
import { libraryGateway } from '../testing/library.ts';

const BOOKS = { query: 'query Shelf { books { title author { name } } }' };
const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';
const theirs = `00-${traceId}-${parentId}-01`;

let library: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  library = await libraryGateway();
});
afterAll(() => library.stop());

/** A gateway that sends its traces to this test. */
async function tracing(settings: Record<string, string> = {}) {
  const spans: TracedSpan[] = [];
  const receiver = await receiveTraces((more) => void spans.push(...more));
  const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '1', ...settings };
  const scope = testScope('gateway');
  const opened = await openTracing('gateway', z.object(tracingVariables).parse(variables), scope.logger);
  const gateway = await startReplica(library.supergraphFile, {}, { ...scope, tracing: opened });
  onTestFinished(async () => {
    await gateway.stop();
    await opened?.stop();
    await receiver.stop();
  });
  const named = (name: string) => vi.waitUntil(() => spans.find((span) => span.name === name), { timeout: 5_000 });
  return { url: gateway.url, spans, named };
}

describe('an operation', () => {
  it('is a span under the id of its request, with its plan and its fetches below it', async () => {
    const { url, spans, named } = await tracing();
    const requestId = randomUUID();

    await post(url, BOOKS, { 'x-request-id': requestId });

    const root = await named('query Shelf');
    expect(root).toMatchObject({ traceId: requestId.replaceAll('-', ''), parentId: undefined, failure: undefined });
    expect(root.attributes).toMatchObject({ 'graphql.operation.name': 'Shelf', 'bazaar.request_id': requestId });
    const below = spans.filter((span) => span.parentId === root.spanId).map(({ name }) => name);
    expect(below).toEqual(['plan', 'fetch books', 'fetch people']);
    expect(library.books.seen.at(-1)?.['traceparent']).toBe(
      `00-${root.traceId}-${(await named('fetch books')).spanId}-01`,
    );
  });

  it("belongs to its client's trace, whose id is the request's where the client names no other", async () => {
    const { url, named } = await tracing();

    const { headers } = await post(url, BOOKS, { traceparent: theirs });

    expect(headers.get('x-request-id')).toBe(traceId);
    expect(await named('query Shelf')).toMatchObject({ traceId, parentId });
  });

  it("is linked to its client's trace where the request has another id", async () => {
    const { url, named } = await tracing();
    const requestId = randomUUID();

    await post(url, BOOKS, { traceparent: theirs, 'x-request-id': requestId });

    const root = await named('query Shelf');
    expect(root).toMatchObject({
      traceId: requestId.replaceAll('-', ''),
      linkedTraces: [traceId],
      parentId: undefined,
    });
  });

  it('that is not recorded says so to the subgraphs, whatever its client wants', async () => {
    const { url, spans } = await tracing({
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });

    await post(url, BOOKS, { traceparent: theirs });

    expect(library.books.seen.at(-1)?.['traceparent']).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
    expect(spans).toEqual([]);
  });

  it('that fails says why, in a word', async () => {
    const { url, named } = await tracing();

    await post(url, { query: 'query Broken { fails(how: "KNOWN") }' });

    expect((await named('query Broken')).failure).toMatch(/^[A-Z_]+$/);
  });
});

it('an event of a subscription is a span of its trace, with its fetches below it', async () => {
  const { url, spans, named } = await tracing();
  const watch = { query: 'subscription Watch { bookChanged { title author { name } } }' };
  const { received, leave } = await overHttp(url, watch, 'text/event-stream');
  await vi.waitUntil(() => library.listeners() === 1);

  library.change('b1');

  await vi.waitUntil(() => received.join('').includes('event'));
  leave();
  const [root, event] = [await named('subscription Watch'), await named('event')];
  expect(event).toMatchObject({ traceId: root.traceId, parentId: root.spanId });
  expect(spans.filter((span) => span.parentId === event.spanId).map(({ name }) => name)).toEqual(['fetch people']);
});

it('without tracing a traceparent of a client goes nowhere', async () => {
  await post(library.url, BOOKS, { traceparent: theirs, 'x-request-id': randomUUID() });

  expect(library.books.seen.at(-1)?.['traceparent']).toBeUndefined();
});
