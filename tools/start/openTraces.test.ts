import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { makeLogger } from '#kernel/logging.ts';
import { openTracing } from '#kernel/tracing/openTracing.ts';
import { tracingVariables } from '#kernel/tracing/variables.ts';
import { openTraces } from './openTraces.ts';

it('shows what services trace, from when it is asked to, and what is left when the shop stops', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', '');
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const texts: string[] = [];
  const parts = new AsyncDisposableStack();
  const traces = await openTraces(parts, (text) => void texts.push(text));
  const config = z.object(tracingVariables).parse(process.env);
  const service = async (name: string) => {
    const tracing = await openTracing(
      'orders',
      config,
      makeLogger({ name: 'orders', level: 'silent', format: 'json' }),
    );
    tracing?.begin(name, { kind: 'server' }).end();
    await tracing?.stop();
  };

  await service('demo data');
  traces.show();
  await service('mutation PlaceOrder');
  await parts.disposeAsync();

  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(/^\n── mutation PlaceOrder · 1 span,.*\norders {2}mutation PlaceOrder +0\.0 ms/);
});
