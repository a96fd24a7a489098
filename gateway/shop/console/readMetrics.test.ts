import { expect, it } from 'vitest';
import { Metrics } from '#kernel/metrics/metrics.ts';
import { readMetrics } from './readMetrics.ts';

it('reads what a process of the shop tells, whatever stands in a label', async () => {
  const metrics = new Metrics({ service: 'orders' });
  const label = 'a "b" \\ c, d="e"} 1\nf';
  metrics.counter({ name: 'things_total', help: 'Things.', labels: { label } }).add(3);
  metrics.read({ name: 'lag_seconds', help: 'Lag.' }, () => 0.25);

  const readings = readMetrics(await metrics.text());

  expect(readings).toContainEqual({ name: 'things_total', labels: { service: 'orders', label }, value: 3 });
  expect(readings).toContainEqual({ name: 'lag_seconds', labels: { service: 'orders' }, value: 0.25 });
});

it('passes over comments and whatever is none of the format', () => {
  expect(readMetrics('# HELP a b\n# TYPE a gauge\n\n<html lang="en"></html>\nb{le="+Inf"} +Inf\n')).toEqual([
    { name: 'b', labels: { le: '+Inf' }, value: Number.POSITIVE_INFINITY },
  ]);
});
