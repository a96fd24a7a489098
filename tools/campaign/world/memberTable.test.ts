import { describe, expect, it } from 'vitest';
import { services } from '#subgraphs/directory.ts';
import { findServices } from '../../start/findServices.ts';
import { loadService } from '../../start/loadService.ts';
import { calleeOf, calleesOf, placesOf } from './memberTable.ts';

describe('who calls whom', () => {
  it('is what the services can be told', async () => {
    const told: Record<string, readonly string[]> = { gateway: calleesOf('gateway') };
    for (const entry of (await findServices()).filter(({ name }) => name !== 'gateway')) {
      const { variables } = await loadService(entry);
      told[entry.name] = services.filter((name) => variables.includes(`${name.toUpperCase()}_URL`)).toSorted();
    }

    expect(told).toEqual(Object.fromEntries(services.map((name) => [name, calleesIn(name)])));
  }, 60_000); // it loads every service

  it('keeps second replicas among themselves', () => {
    const places = placesOf(2, [20_000, 20_050]);
    const second = places.find(({ member }) => member === 'gateway-2');

    expect(second && calleeOf(second, 'orders', places).member).toBe('orders-2');
    expect(second && calleeOf(second, 'users', places).member).toBe('users');
  });
});

const calleesIn = (name: (typeof services)[number]) =>
  name === 'gateway' ? calleesOf(name) : calleesOf(name).toSorted();
