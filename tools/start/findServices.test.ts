import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findServices } from './findServices.ts';

const YAML =
  'subgraphs:\n  users:\n    routing_url: http://localhost:4001/graphql\n    schema: { file: ./subgraphs/users/schema.graphql }\n';

async function project(...mains: string[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'bazaar-project-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await writeFile(join(root, 'supergraph.yaml'), YAML);
  await mkdir(join(root, 'events/workers'), { recursive: true });
  for (const folder of mains) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, 'main.ts'), '');
  }
  return root;
}

it('finds subgraphs by supergraph.yaml, workers by their folders, and the gateway', async () => {
  const root = await project('subgraphs/users', 'subgraphs/unlisted', 'events/workers/email', 'gateway');

  expect((await findServices(root)).map(({ name, portOffset }) => [name, portOffset])).toEqual([
    ['users', 1],
    ['email', 11],
    ['gateway', 0],
  ]);
});

it('names a service that has no main.ts, and one that has no port', async () => {
  await expect(findServices(await project('gateway'))).rejects.toThrow(
    /users can't be started: there is no .*main\.ts/,
  );
  await expect(findServices(await project('subgraphs/users', 'events/workers/fax', 'gateway'))).rejects.toThrow(
    "fax can't be started: subgraphs/directory.ts gives it no port",
  );
});
