import { expect, it } from 'vitest';
import { runChecks } from './runChecks.ts';
import { healthyShop } from './testing/healthyShop.ts';

it('nothing is broken where all went well, and each check has looked at something', async () => {
  const findings = await runChecks(healthyShop());

  expect(findings.flatMap(({ broken }) => broken)).toEqual([]);
  expect(findings.filter(({ looked }) => looked === 0)).toEqual([]);
  expect(new Set(findings.map(({ check }) => check)).size).toBe(findings.length);
});
