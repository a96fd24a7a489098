import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from './startWorld.ts';
import type { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ transport: 'embedded', replicas: 1, say: () => undefined });
}, 300_000); // ten processes and a mongod, on a machine that may have other work
afterAll(() => world.dispose(), 60_000);

describe('a world', () => {
  it('starts again what was killed', async () => {
    const recoveredMs = await world.kill('orders');

    expect(recoveredMs).toBeGreaterThan(0);
    expect(world.ends).toEqual([]);
    await world.quiet(30_000);
  });

  it('kills a process at a point that it passes', async () => {
    const crashed = world.crashAt('email', 'consumer.beforeCommit', AbortSignal.timeout(30_000));
    await register(world, 'ana@bazaar.example');

    expect(await crashed).toBe(true);
    expect(await world.recovery('email')).toBeGreaterThan(0);
    await world.quiet(60_000);
    expect(world.mails.accepted.map(({ to }) => to)).toContain('ana@bazaar.example');
  });

  it('says that a point was not passed', async () => {
    expect(await world.crashAt('payments', 'payments.afterCapture', AbortSignal.timeout(50))).toBe(false);
  });

  it('has links that are the only way', async () => {
    const ways = world.links.filter(({ name }) => name === 'gateway→users' || name === 'orders→mongod');
    for (const link of ways) link.cut();

    await expect(register(world, 'ben@bazaar.example')).resolves.toMatchObject({ errors: [expect.anything()] });
    await expect(world.quiet(2_000)).rejects.toThrow('orders is not ready');
    for (const link of ways) link.heal();
    await world.quiet(60_000);
    await expect(register(world, 'ben@bazaar.example')).resolves.not.toHaveProperty('errors');
  });
});

const REGISTER = `mutation ($email: String!) {
  register(input: { email: $email, password: "correct horse battery staple", name: "Ana" }) { __typename }
}`;

async function register({ urls: [url = ''] }: World, email: string): Promise<unknown> {
  const body = JSON.stringify({ query: REGISTER, variables: { email } });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return response.json();
}
