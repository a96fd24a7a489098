import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { gatewayMetricsOffset, portOffsets, services } from '#subgraphs/directory.ts';
import { startShop } from '#testing/shop.ts';

const TEST_MS = 120_000;
const HITS_MS = 20_000;
/** What Prometheus itself knows of whom it asks. */
const OF_PROMETHEUS = ['up'];
/** Words of its language. */
const LANGUAGE = ['sum', 'max', 'count', 'by', 'or', 'rate', 'increase', 'topk', 'vector', 'histogram_quantile'];
const DASHBOARDS = 'deploy/grafana';

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

/** What Grafana needs of a dashboard, and what a person does: each panel says what it shows, in which unit. */
const dashboard = z.object({
  uid: z.string().regex(/^bazaar-[a-z]+$/),
  title: z.string().startsWith('Bazaar: '),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string().min(3),
      description: z.string().min(10),
      gridPos: z.strictObject({ x: z.int().max(23), y: z.int(), w: z.int().max(24), h: z.int() }),
      fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }),
      targets: z.array(z.object({ refId: z.string(), expr: z.string() })).min(1),
    }),
  ),
});

const dashboards = () =>
  readdirSync(DASHBOARDS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => dashboard.parse(JSON.parse(readFileSync(join(DASHBOARDS, file), 'utf8'))));

/** The metrics that a rule looks at: what is left without labels, their lists and the language's own words. */
const metricsIn = (expr: string): string[] => {
  const bare = expr.replaceAll(/\{[^}]*\}|\b(by|without) \([^)]*\)|"[^"]*"|\[[^\]]*\]/g, ' ');
  const words = (bare.match(/[a-z_]{2,}/g) ?? []).filter((word) => !LANGUAGE.includes(word));
  return words.map((word) => word.replace(/_(bucket|sum|count)$/, ''));
};

it('every process tells its numbers, and every alert and dashboard looks at one of them', {
  timeout: TEST_MS,
}, async () => {
  const alerts = alertsFile.parse(parse(readFileSync('deploy/alerts.yml', 'utf8')));
  const shop = await startShop();
  try {
    const base = Number(new URL(shop.url).port);
    // Events of the first products may still drop what was kept between two looks.
    const gateway = () => look(shop.url).then(() => textAt(base + gatewayMetricsOffset));
    await expect.poll(gateway, { timeout: HITS_MS }).toContain('bazaar_gateway_cache_hits_total');
    const ports = services.map((name) => (name === 'gateway' ? gatewayMetricsOffset : portOffsets[name]));
    const told = await Promise.all(ports.map(async (offset) => textAt(base + offset)));

    const names = new Set(told.flatMap((text) => [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name)));
    const asked = alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
    const shown = dashboards().flatMap(({ panels }) =>
      panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    );
    const looked = [...asked, ...shown].flatMap(metricsIn);
    expect(looked.filter((name) => !OF_PROMETHEUS.includes(name) && !names.has(name))).toEqual([]);
    expect(looked.length).toBeGreaterThan(50);
    for (const [index, text] of told.entries()) {
      expect(text).toContain(`process_resident_memory_bytes{service="${services[index]}"}`);
      expect(text).not.toContain('bazaar_metric_missing{');
    }
    expect((await fetch(`http://127.0.0.1:${base}/metrics`)).status).toBe(404);
  } finally {
    await shop.dispose();
  }
});

/** promtool runs them (docs/observability.md); here only that none is forgotten. */
it('every alert has a case in its tests', () => {
  const alerts = alertsFile.parse(parse(readFileSync('deploy/alerts.yml', 'utf8')));
  const cases = z.object({
    tests: z.array(
      z.object({
        alert_rule_test: z.array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()).min(1) })),
      }),
    ),
  });
  const { tests } = cases.parse(parse(readFileSync('deploy/alerts.test.yml', 'utf8')));

  const tried = new Set(tests.flatMap(({ alert_rule_test: all }) => all.map(({ alertname }) => alertname)));
  expect([...tried].sort()).toEqual(alerts.groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)).sort());
});

/** Some numbers are told from the first time on that there is something to tell. */
async function look(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ products(first: 1) { nodes { id } } }' });
  for (let time = 0; time < 2; time += 1) await (await fetch(url, { method: 'POST', headers, body })).text();
}

async function textAt(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.status).toBe(200);
  return response.text();
}
