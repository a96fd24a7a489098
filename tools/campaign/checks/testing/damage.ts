import { expect, it } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { runChecks } from '../runChecks.ts';
import { healthyShop, idOf } from './healthyShop.ts';

/** Something that goes wrong in a healthy shop. */
export type Damage = (shop: Evidence) => Partial<Evidence>;
export type Case = readonly [check: string, what: string, damage: Damage];

async function brokenBy(check: string, damage: Damage): Promise<readonly string[] | undefined> {
  const shop = healthyShop();
  const findings = await runChecks({ ...shop, ...damage(shop) });
  return findings.find((finding) => finding.check === check)?.broken;
}

/** Each of the damages must turn its check red. */
export const itSees = (cases: readonly Case[]): void =>
  it.each(cases)('%s sees: %s', async (check, _what, damage) => {
    expect(await brokenBy(check, damage)).not.toEqual([]);
  });

/** What looks like damage, and is as promised. */
export const itForgives = (cases: readonly Case[]): void =>
  it.each(cases)('%s forgives: %s', async (check, _what, damage) => {
    expect(await brokenBy(check, damage)).toEqual([]);
  });

export const isOn = (topic: string) => (row: { readonly topic: string }) => row.topic === topic;
export const isOf = (name: string) => (row: { readonly orderId: string }) => row.orderId === idOf(name);
export const first = () => true;
export const withLog = ({ log }: Evidence, change: Partial<Evidence['log']>) => ({ log: { ...log, ...change } });
export const withInjuries = ({ injuries }: Evidence, change: Partial<Evidence['injuries']>) => ({
  injuries: { ...injuries, ...change },
});
export const withoutEvents =
  (name: string, type: string): Damage =>
  ({ orderEvents }) => ({
    orderEvents: orderEvents.filter((row) => row.orderId !== idOf(name) || row.event.type !== type),
  });

type Which<Item> = (item: Item) => boolean;

/** Without the first that is meant. */
export function without<Item>(items: readonly Item[], which: Which<Item>): Item[] {
  const place = items.findIndex(which);
  return items.filter((_, index) => index !== place);
}

/** The first that is meant is otherwise. */
export function changed<Item>(items: readonly Item[], which: Which<Item>, change: Partial<Item>): Item[] {
  const place = items.findIndex(which);
  return items.map((item, index) => (index === place ? { ...item, ...change } : item));
}

/** The first that is meant is there once more, as `change` has it. */
export function doubled<Item>(items: readonly Item[], change: Partial<Item>, which: Which<Item> = () => true): Item[] {
  const item = items.find(which);
  return item === undefined ? [...items] : [...items, { ...item, ...change }];
}
