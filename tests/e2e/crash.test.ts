import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEMO_PASSWORD, type Shop, startShop } from '#testing/shop.ts';

const CRASH_MS = 180_000;

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop?.dispose());

it.each([
  { when: 'the order was placed', line: /✓ the customer places an order/ },
  { when: 'the payment is on its way', line: /✓ watches it/ },
  { when: 'it was paid', line: /✓ pays by card/ },
])('a power cut when $when loses nothing: the same order is finished', { timeout: CRASH_MS }, async ({ line }) => {
  const before = smoke();
  const order = await orderOf(before, line);
  await shop.kill();
  expect(await before.exitCode).toBe(1);

  await shop.start();
  const after = smoke('--resume');
  expect(await orderOf(after, /✓ the customer places an order/)).toBe(order);
  expect(await after.exitCode, after.told.join('\n')).toBe(0);
});

type Told = { process: ChildProcess; told: string[]; exitCode: Promise<number>; lines: AsyncIterable<string> };

/** `npm run smoke`, as a person runs it. */
function smoke(...args: string[]): Told {
  const child = spawn(process.execPath, ['tools/smoke/cli.ts', '--url', shop.url, ...args], {
    env: { ...process.env, DATA_DIR: shop.dataDir, DEMO_PASSWORD },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk.toString()));
  const lines = createInterface(child.stdout);
  lines.on('line', (text) => told.push(text));
  const exitCode = once(child, 'exit').then(([code]) => code as number);
  return { process: child, told, exitCode, lines };
}

/** Reads on until `line` was told. @returns the id of the order that the story is about. */
async function orderOf({ lines, told }: Told, line: RegExp): Promise<string> {
  const idIn = () => told.map((text) => /order ([0-9a-f-]{36})/.exec(text)?.[1]).find(Boolean);
  for await (const _text of lines) {
    const id = idIn();
    if (id && told.some((text) => line.test(text))) return id;
  }
  throw new Error(`the story ended before ${line}:\n${told.join('\n')}`);
}
