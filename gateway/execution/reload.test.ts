import { writeFile } from 'node:fs/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { overWebSocket, post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';

const RELOADS = 3;
const CLIENTS = 4;

it('a supergraph is reloaded under load with not one failed request', { timeout: 60_000 }, async () => {
  const live = await libraryGateway();
  onTestFinished(live.stop);
  const hasField = async () => !(await post(live.url, { query: '{ author(id: "a1") { mustHave } }' })).errors;
  const { received, client } = overWebSocket(live.url, { query: 'subscription { bookChanged { title postage } }' });
  await vi.waitUntil(() => live.listeners() === 1);

  const load = { isOn: true, answered: 0 };
  const failed: unknown[] = [];
  const clients = Array.from({ length: CLIENTS }, async (_, nth) => {
    for (let count = 0; load.isOn; count++) {
      // Some are planned anew each time, some are known, some change something.
      const unique = `{ b${nth}x${count}: book(id: "b1") { title postage author { name } } }`;
      for (const query of [
        unique,
        '{ books { title postage } }',
        'mutation { rename(id: "b2", title: "Walden") { postage } }',
      ]) {
        const answer = await post(live.url, { query });
        if (answer.status !== 200 || answer.errors) failed.push(answer.errors ?? answer.status);
        load.answered++;
      }
    }
  });
  for (let reload = 0; reload < RELOADS; reload++) {
    const isWithout = reload % 2 === 0;
    await writeFile(live.supergraphFile, isWithout ? live.sdl.replace(/ {2}mustHave: .*\n/, '') : live.sdl);
    await vi.waitUntil(async () => (await hasField()) !== isWithout, { timeout: 15_000 });
  }
  load.isOn = false;
  await Promise.all(clients);

  expect(failed).toEqual([]);
  expect(load.answered).toBeGreaterThan(RELOADS * CLIENTS);
  live.change('b1');
  await vi.waitUntil(() => received.length === 1);
  expect(received).toEqual([{ data: { bookChanged: { title: 'Emma', postage: 600 } } }]);
  await client.dispose();
});
