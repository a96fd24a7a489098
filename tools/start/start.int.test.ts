import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { freePortBase } from '#testing/shop.ts';

const NOWHERE = 'mongodb://127.0.0.1:1/?replicaSet=bazaar';

/** `npm start` that is expected to end by itself. */
async function start(variables: Record<string, string>, args: readonly string[] = []) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bazaar-start-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const base = await freePortBase();
  const env = { ...process.env, NODE_ENV: 'development', DATA_DIR: dataDir, PORT_BASE: String(base), ...variables };
  const child = spawn(process.execPath, ['tools/start/cli.ts', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const [code] = await once(child, 'close');
  const leftovers = ['shop', 'mongod'].filter((folder) => existsSync(join(dataDir, folder, 'owner.json')));
  return { code, complaint, leftovers };
}

describe('npm start', () => {
  it('names every bad variable of every service and ends', async () => {
    const bad = { MONGODB_URI: testMongo().uri, ORDER_HOLD_MS: '-1', CURRENCY: 'LEI' };

    const { code, complaint, leftovers } = await start(bad, ['--no-seed']);

    expect(code).toBe(1);
    expect(complaint).toMatch(
      /^the shop can't start: these variables need a change:\n {2}CURRENCY: .*\n {2}ORDER_HOLD_MS: .*\n$/,
    );
    expect(leftovers).toEqual([]);
  });

  it.each([[[]], [['--processes']]])('says which port is taken and ends %j', async (args) => {
    const base = await freePortBase();
    const server = createServer().listen(base + 3, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');

    const { code, complaint, leftovers } = await start({ PORT_BASE: String(base) }, args);

    expect(code).toBe(1);
    expect(complaint).toBe(
      `the shop can't start: port ${base + 3} (orders) is taken: stop what listens there, or set PORT_BASE to move all ports\n`,
    );
    expect(leftovers).toEqual([]);
  });

  it.each([[[]], [['--processes']]])('says that no MongoDB answers and ends %j', async (args) => {
    const unreachable = { MONGODB_URI: NOWHERE, STARTUP_TIMEOUT_MS: '0' };

    const { code, complaint, leftovers } = await start(unreachable, args);

    expect(code).toBe(1);
    expect(complaint).toMatch(/^the shop can't start: no MongoDB answers at .*127\.0\.0\.1:1\/.* MONGODB_URI\n$/);
    expect(leftovers).toEqual([]);
  });

  it('does not guess what an unknown option means', async () => {
    const { code, complaint } = await start({}, ['--proceses']);

    expect(code).toBe(2);
    expect(complaint).toContain("Unknown option '--proceses'");
  });
});
