import { describe, expect, it } from 'vitest';
import { Metrics } from './metrics.ts';
import { addProcessMetrics } from './processMetrics.ts';

const metrics = () => new Metrics({ service: 'orders' });
/** Without what every registry adds. */
const textOf = async (all: Metrics) => (await all.text()).replace(/^# (HELP|TYPE) bazaar_metric_missing .*\n/gm, '');
const counted = { name: 'events_total', help: 'Events.' };

describe('the text', () => {
  it('has help and type once for all values of a name', async () => {
    const all = metrics();
    all.counter({ ...counted, labels: { topic: 'a' } }).add();
    all.counter({ ...counted, labels: { topic: 'b' } }).add(2);

    expect(await textOf(all)).toBe(
      '# HELP events_total Events.\n# TYPE events_total counter\n' +
        'events_total{service="orders",topic="a"} 1\nevents_total{service="orders",topic="b"} 2\n',
    );
  });

  it('escapes labels and help as the format wants it', async () => {
    const all = new Metrics();
    all.gauge({ name: 'g', help: 'one\\two\nthree "four"', labels: { path: 'C:\\x "y"\nz' } }).add(1.5);

    expect(await textOf(all)).toBe(
      '# HELP g one\\\\two\\nthree "four"\n# TYPE g gauge\ng{path="C:\\\\x \\"y\\"\\nz"} 1.5\n',
    );
  });

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [1e21, '1e+21'],
  ])('writes %s as %s', async (value, text) => {
    const all = new Metrics();
    all.read({ name: 'g', help: 'h' }, () => value);

    expect(await all.text()).toContain(`g ${text}\n`);
  });

  it('has cumulative buckets, the last of all values, with sum and count', async () => {
    const all = new Metrics();
    const histogram = all.histogram({ name: 'seconds', help: 'h', buckets: [0.1, 1] });
    for (const value of [0.1, 0.5, 0.5, 7]) histogram.see(value);

    expect((await textOf(all)).split('\n').slice(2, -1)).toEqual([
      'seconds_bucket{le="0.1"} 1',
      'seconds_bucket{le="1"} 3',
      'seconds_bucket{le="+Inf"} 4',
      'seconds_sum 8.1',
      'seconds_count 4',
    ]);
  });
});

describe('a value that is asked for', () => {
  it('may have labels of its own', async () => {
    const all = metrics();
    all.read({ name: 'g', help: 'h' }, async () => [{ labels: { consumer: 'email' }, value: 3 }]);

    expect(await all.text()).toContain('g{service="orders",consumer="email"} 3\n');
  });

  it('is left out and said to be missing when it fails', async () => {
    const all = metrics();
    all.read({ name: 'broken', help: 'h' }, () => Promise.reject(new Error('away')));
    all.counter(counted).add();

    const text = await all.text();

    expect(text).not.toMatch(/^broken/m);
    expect(text).toContain('bazaar_metric_missing{service="orders",metric="broken"} 1\n');
    expect(text).toContain('events_total{service="orders"} 1\n');
  });

  it('is waited for only so long, and not asked again meanwhile', async () => {
    const all = new Metrics({}, { readMs: 20 });
    let asked = 0;
    const answer = Promise.withResolvers<number>();
    all.read({ name: 'slow', help: 'h' }, () => {
      asked += 1;
      return answer.promise;
    });

    const first = await all.text();
    const second = await all.text();
    answer.resolve(7);

    expect([first, second].every((text) => text.includes('metric="slow"'))).toBe(true);
    expect(asked).toBe(1);
    await answer.promise;
    expect(await all.text()).toContain('slow 7\n');
  });
});

describe('a name', () => {
  it.each([
    ['with a space', { name: 'a b', help: 'h' }],
    ['that begins with a digit', { name: '1a', help: 'h' }],
    ['whose label is reserved', { name: 'a', help: 'h', labels: { __x: '' } }],
    ['whose label is a bucket', { name: 'a', help: 'h', labels: { le: '' } }],
    ['that means something else already', { name: 'events_total', help: 'other' }],
  ])('%s is refused', (_what, metric) => {
    const all = metrics();
    all.counter(counted);

    expect(() => all.counter(metric)).toThrow(expect.objectContaining({ reason: 'BAD_METRIC' }));
  });
});

it('every process tells of its memory, its processor and its event loop', async () => {
  const all = metrics();
  addProcessMetrics(all);
  await all.text();

  const text = await all.text();

  expect(text).toMatch(/^process_resident_memory_bytes\{service="orders"\} [1-9]\d{6,}$/m);
  expect(text).toMatch(/^process_cpu_seconds_total\{service="orders"\} \d+(\.\d+)?$/m);
  expect(text.match(/^bazaar_event_loop_delay_seconds\{.*quantile="(0.5|0.99|1)"\} /gm)).toHaveLength(3);
});
