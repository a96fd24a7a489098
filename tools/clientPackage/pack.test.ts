import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../paths.ts';
import { runCommand } from '../processes/command.ts';
import { packClient } from './pack.ts';

const TSC = join(projectRoot, 'node_modules/.bin/tsc');
const OPTIONS = [
  '--module',
  'nodenext',
  '--target',
  'es2023',
  '--strict',
  '--lib',
  'es2023,dom,dom.iterable',
  '--types',
  '',
];

const PAGE = `
import { makeShopClient } from 'bazaar-client';
import { ProductsDocument } from 'bazaar-client/documents';
import { ShopError } from 'bazaar-client/errors';

const shop = makeShopClient({ url: 'http://127.0.0.1:9/graphql', retries: 0 });
const lost = await shop.request(ProductsDocument, { first: 1 }).catch((error: unknown) => error);
console.log(lost instanceof ShopError ? lost.reason : lost);
`;

const folder = mkdtempSync(join(tmpdir(), 'bazaar-pack-'));
beforeAll(async () => {
  await packClient(join(folder, 'node_modules/bazaar-client'));
  symlinkSync(join(projectRoot, 'node_modules/graphql'), join(folder, 'node_modules/graphql'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As a project does that has installed the package. @throws AppError with what the compiler says last. */
async function compile(name: string, source: string): Promise<string> {
  writeFileSync(join(folder, `${name}.mts`), source);
  await runCommand(TSC, [...OPTIONS, `${name}.mts`], { cwd: folder });
  return join(folder, `${name}.mjs`);
}

/** The examples of the page, in one module: each in a block of its own, with what stands around it. */
function examplesOf(page: string): string {
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const imports = blocks.flatMap((block) => block.match(/^import .*$/gm) ?? []);
  const rest = blocks.map((block) => `{\n${block.replaceAll(/^import .*$/gm, '')}\n}`);
  return [
    ...imports.map((line) => line.replace("'./client/shopClient.ts'", "'bazaar-client'")),
    "import { NotificationAddedDocument } from 'bazaar-client/documents';",
    'declare const url: string, email: string, password: string, orderId: string;',
    'const shop = makeShopClient({ url });',
    ...rest,
  ]
    .join('\n')
    .replace("'./client/documents.generated.ts'", "'bazaar-client/documents'");
}

describe('the packed client', { timeout: 60_000 }, () => {
  it('is installed, typed and run by another project', async () => {
    expect(await runCommand(process.execPath, [await compile('page', PAGE)])).toContain('NO_ANSWER');
    await expect(compile('wrong', `${PAGE}await shop.request(ProductsDocument, { first: 'one' });`)).rejects.toThrow();
  });

  it('does what docs/client.md shows', async () => {
    await compile('examples', examplesOf(readFileSync(join(projectRoot, 'docs/client.md'), 'utf8')));
  });

  it('does what its README shows', async () => {
    const page = readFileSync(join(folder, 'node_modules/bazaar-client/README.md'), 'utf8');
    await compile('readme', examplesOf(page));
  });

  it('has the schema with its descriptions', () => {
    const schema = buildSchema(readFileSync(join(folder, 'node_modules/bazaar-client/schema.graphql'), 'utf8'));
    expect(schema.getMutationType()?.getFields()['placeOrder']?.description).toContain('idempotencyKey');
  });
});
