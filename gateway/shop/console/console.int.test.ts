import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeKeys, writeKeys } from '#kernel/auth/keys.ts';
import { makeLogger } from '#kernel/logging.ts';
import { services } from '#subgraphs/directory.ts';
import { testMongo } from '#testing/mongo.ts';
import { freePortBase } from '#testing/shop.ts';
import { service } from '../../main.ts';

const paths = ['/console', '/console/console.js', '/console/parts', '/console/events', '/console/mails'];

/** A gateway alone, as it starts with that setting. @returns the status of each path. */
async function statuses(NODE_ENV: string): Promise<number[]> {
  const dir = mkdtempSync(join(tmpdir(), 'console-keys-'));
  writeKeys(dir, makeKeys(services, 'users'));
  const { uri, prefix } = testMongo();
  const base = await freePortBase();
  const env = { NODE_ENV, MONGODB_URI: uri, DATABASE_PREFIX: prefix, KEYS_DIR: dir, PORT_BASE: String(base) };
  const running = await service.launch(env, makeLogger({ name: 'gateway', level: 'fatal', format: 'json' }));
  onTestFinished(async () => {
    await running.stop();
    rmSync(dir, { recursive: true });
  });
  return Promise.all(paths.map(async (path) => (await fetch(`http://127.0.0.1:${base}${path}`)).status));
}

it('there is no console in production', async () => {
  expect(await statuses('production')).toEqual([404, 404, 404, 404, 404]);
});

it('there is one in development, whose facts are for whoever signs in', async () => {
  expect(await statuses('development')).toEqual([200, 200, 401, 401, 401]);
});
