import { expect, it } from 'vitest';
import { stopDoorFirst } from './host.ts';

it('lets the gateway finish what it has under way before a service behind it stops', async () => {
  const events: string[] = [];
  const part = (name: string) => ({
    name,
    stop: async () => {
      events.push(`${name} stops`);
      await Promise.resolve();
      events.push(`${name} stopped`);
    },
  });

  await stopDoorFirst([part('orders'), part('gateway'), part('email')]);

  expect(events.slice(0, 2)).toEqual(['gateway stops', 'gateway stopped']);
  expect(events).toContain('orders stopped');
  expect(events).toContain('email stopped');
});

it('stops the services although the gateway could not stop well', async () => {
  const stopped: string[] = [];
  const gateway = { name: 'gateway', stop: () => Promise.reject(new Error('stuck')) };
  const orders = { name: 'orders', stop: async () => void stopped.push('orders') };

  await expect(stopDoorFirst([orders, gateway])).rejects.toThrow('stuck');

  expect(stopped).toEqual(['orders']);
});
