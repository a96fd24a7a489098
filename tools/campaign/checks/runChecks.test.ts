import { expect, it } from 'vitest';
import { runChecks } from './runChecks.ts';
import { healthyShop } from './testing/healthyShop.ts';

it('nothing is broken where all went well, and each check has looked at something', async () => {
  const findings = await runChecks(healthyShop());

  expect(findings.flatMap(({ broken }) => broken)).toEqual([]);
  expect(findings.filter(({ looked }) => looked === 0)).toEqual([]);
  expect(new Set(findings.map(({ check }) => check)).size).toBe(findings.length);
});

it('a check is left out only where its matter is', async () => {
  const shop = healthyShop();
  const poison = [{ topic: 'orders.v1', key: 'k', value: '{', consumers: ['email'] }];
  const namesOf = async (injuries: Partial<typeof shop.injuries>) => {
    const findings = await runChecks({ ...shop, injuries: { ...shop.injuries, ...injuries } });
    return findings.map(({ check }) => check);
  };

  expect(await namesOf({ poison })).toEqual(expect.arrayContaining(['other-keys-flow-on', 'drains-in-time']));
  const others = await namesOf({ drains: [] });
  expect(others).not.toContain('drains-in-time');
  expect(others).not.toContain('other-keys-flow-on');
});
