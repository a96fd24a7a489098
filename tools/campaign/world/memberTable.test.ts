import { describe, expect, it } from 'vitest';
import { findServices } from '../../start/findServices.ts';
import { loadService } from '../../start/loadService.ts';
import { calleeOf, calls, placesOf } from './memberTable.ts';

describe('who calls whom', () => {
  it('is what the services can be told', async () => {
    const services = await findServices();
    const names = services.map(({ name }) => name);
    const told: Record<string, readonly string[]> = {};
    for (const entry of services) {
      const { variables } = await loadService(entry);
      told[entry.name] = names.filter((name) => variables.includes(`${name.toUpperCase()}_URL`)).toSorted();
    }

    const { gateway: _all, ...fromTable } = calls;
    const sorted = Object.entries(fromTable).map(([name, callees]) => [name, callees.toSorted()]);
    expect({ ...told, gateway: [] }).toEqual({ ...Object.fromEntries(sorted), gateway: [] });
  }, 60_000); // it loads every service

  it('keeps second replicas among themselves', () => {
    const places = placesOf(2, [20_000, 20_050]);
    const second = places.find(({ member }) => member === 'gateway-2');

    expect(second && calleeOf(second, 'orders', places).member).toBe('orders-2');
    expect(second && calleeOf(second, 'users', places).member).toBe('users');
  });
});
