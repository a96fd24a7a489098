import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { gatewayMetricsOffset, portOffsets, services } from '#subgraphs/directory.ts';
import { startShop } from '#testing/shop.ts';

const TEST_MS = 120_000;
/** What Prometheus itself knows of whom it asks. */
const OF_PROMETHEUS = ['up'];
/** Words of its language. */
const LANGUAGE = ['sum', 'max', 'by', 'rate'];

const alertsFile = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Bazaar[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});

/** The metrics that a rule looks at: what is left without labels, their lists and the language's own words. */
const metricsIn = (expr: string): string[] => {
  const bare = expr.replaceAll(/\{[^}]*\}|\b(by|without) \([^)]*\)|"[^"]*"/g, ' ');
  return (bare.match(/[a-z_]{2,}/g) ?? []).filter((word) => !LANGUAGE.includes(word));
};

it('every process tells its numbers, and every alert looks at one of them', { timeout: TEST_MS }, async () => {
  const alerts = alertsFile.parse(parse(readFileSync('deploy/alerts.yml', 'utf8')));
  const shop = await startShop();
  try {
    const base = Number(new URL(shop.url).port);
    const ports = services.map((name) => (name === 'gateway' ? gatewayMetricsOffset : portOffsets[name]));
    const told = await Promise.all(ports.map(async (offset) => textAt(base + offset)));

    const names = new Set(told.flatMap((text) => [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name)));
    const looked = alerts.groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => metricsIn(expr)));
    expect(looked.filter((name) => !OF_PROMETHEUS.includes(name) && !names.has(name))).toEqual([]);
    expect(looked.length).toBeGreaterThan(8);
    for (const [index, text] of told.entries()) {
      expect(text).toContain(`process_resident_memory_bytes{service="${services[index]}"}`);
      expect(text).not.toContain('bazaar_metric_missing{');
    }
    expect((await fetch(`http://127.0.0.1:${base}/metrics`)).status).toBe(404);
  } finally {
    await shop.dispose();
  }
});

async function textAt(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.status).toBe(200);
  return response.text();
}
