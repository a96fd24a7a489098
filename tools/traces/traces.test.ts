import { expect, it, onTestFinished, vi } from 'vitest';
import type { TracedSpan } from './otlp.ts';
import { receiveTraces } from './receiveTraces.ts';
import { ShownTraces } from './showTraces.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';

const span = (
  spanId: string,
  parentId: string | undefined,
  name: string,
  times: readonly [number, number],
): TracedSpan => ({
  traceId,
  spanId,
  parentId,
  service: name.split(' ')[0] ?? '',
  name,
  startedAt: 1_000 + times[0],
  endedAt: 1_000 + times[1],
  attributes: {},
  failure: name.endsWith('smtp') ? 'MAIL_REFUSED' : undefined,
  linkedTraces: [],
});

const request = span('a', 'of-the-client', 'gateway mutation', [0, 20]);
const fetched = span('b', 'a', 'gateway fetch', [1, 19]);
const served = span('c', 'b', 'orders mutation', [3, 18]);
const planned = span('d', 'a', 'gateway plan', [0, 0.25]);
const mailed = span('e', 'c', 'email smtp', [150, 400]);

it('a trace is shown as a tree when it is quiet, with what came in whatever order', async () => {
  const texts: string[] = [];
  const shown = new ShownTraces({ write: (text) => void texts.push(text), quietMs: 20 });

  shown.take([served, planned]);
  shown.take([fetched, request]);
  await vi.waitFor(() => expect(texts).toHaveLength(1));
  shown.take([mailed]);
  shown.stop();

  expect(texts[0]?.split('\n')).toEqual([
    '',
    `── gateway mutation · 4 spans, the last ended after 20.0 ms · trace ${traceId}`,
    'gateway  gateway mutation       0.0 ms   20.0 ms',
    'gateway  ├ gateway plan         0.0 ms    0.3 ms',
    'gateway  └ gateway fetch        1.0 ms   18.0 ms',
    'orders     └ orders mutation    3.0 ms   15.0 ms',
    '',
  ]);
  expect(texts[1]?.split('\n').slice(1)).toEqual([
    `── gateway mutation goes on · 1 span, the last ended after 400 ms · trace ${traceId}`,
    'email  email smtp    150 ms    250 ms  ✗ MAIL_REFUSED',
    '',
  ]);
});

it.each([
  { what: 'not posted', init: {}, path: '/v1/traces' },
  { what: 'metrics', init: { method: 'POST' }, path: '/v1/metrics' },
  {
    what: 'protobuf',
    init: { method: 'POST', headers: { 'content-type': 'application/x-protobuf' } },
    path: '/v1/traces',
  },
  {
    what: 'no export',
    init: { method: 'POST', body: '[]', headers: { 'content-type': 'application/json' } },
    path: '/v1/traces',
  },
])('a receiver refuses what is $what', async ({ init, path }) => {
  const receiver = await receiveTraces(() => undefined);
  onTestFinished(receiver.stop);

  expect((await fetch(receiver.url + path, init)).status).toBe(400);
});
