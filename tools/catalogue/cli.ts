import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';
import { adminPassword } from '../environment/adminPassword.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { makeAsk } from '../seed/graphqlClient.ts';
import { progressBar } from './progressBar.ts';
import { type Admin, exportTo, importFrom, type Summary, signIn } from './transfer.ts';

const USAGE = `npm run catalogue -- import FILE [OPTIONS]
npm run catalogue -- export FILE [OPTIONS]
Brings a file of products into a running shop, or writes the shop's products to one; FILE - is standard input or output.
Columns: sku, name, description, category, price (minor units), stock. By SKU: unknown products are created with their stock,
known ones get the file's words and price.

  --format ndjson|csv  by default what the name of FILE ends with
  --dry-run            only says what an import would do
  --report FILE        also writes the bad lines of an import there, as lines of JSON
  --url URL            the gateway (default http://localhost:4000/graphql)
  --email EMAIL        an admin (default admin@bazaar.example)
  --help               this

The password comes from BAZAAR_PASSWORD, else DEMO_PASSWORD, else .data/demo-password, where npm start keeps it.
Ends with 0 when every line was taken, 1 when some were not or it could not be done, 2 for a wrong option.`;

const options = {
  format: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  report: { type: 'string' },
  url: { type: 'string', default: 'http://localhost:4000/graphql' },
  email: { type: 'string', default: 'admin@bazaar.example' },
  help: { type: 'boolean', default: false },
} as const;

type Arguments = ReturnType<typeof read>;

function read() {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return { ...values, way: 'help' as const, file: '', format: 'NDJSON' as const };
  const [way, file, ...rest] = positionals;
  if ((way !== 'import' && way !== 'export') || file === undefined || rest.length > 0) {
    throw new Error('say import or export, and one FILE');
  }
  return { ...values, way, file, format: formatOf(values.format ?? extname(file).slice(1)) };
}

function formatOf(name: string): 'NDJSON' | 'CSV' {
  const format = { ndjson: 'NDJSON', jsonl: 'NDJSON', csv: 'CSV' }[name.toLowerCase()];
  if (format === 'NDJSON' || format === 'CSV') return format;
  throw new Error(`--format takes ndjson or csv, not "${name}"`);
}

function readArguments(): Arguments {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const args = readArguments();
  if (args.way === 'help') return console.log(USAGE);
  loadDotEnv();
  const admin = await signIn(makeAsk(args.url), { email: args.email, password: adminPassword(process.env) });
  if (args.way === 'export') return exporting(args, admin);
  const { failed } = await importing(args, admin);
  if (failed > 0) process.exitCode = 1;
}

async function exporting({ file, format }: Arguments, admin: Admin): Promise<void> {
  const bar = progressBar('products');
  const target = file === '-' ? process.stdout : createWriteStream(file);
  const products = await exportTo(target, format, admin, bar.at);
  bar.end();
  process.stderr.write(`${products} products exported\n`);
}

async function importing({ file, format, 'dry-run': dryRun, report }: Arguments, admin: Admin): Promise<Summary> {
  const isPipe = file === '-';
  const bar = progressBar('lines', isPipe ? undefined : statSync(file).size);
  const bad = report === undefined ? undefined : createWriteStream(report);
  const summary = await importFrom(isPipe ? process.stdin : createReadStream(file), { format, dryRun }, admin, {
    onProgress: bar.at,
    onError: (entry) => {
      bar.clear();
      const what = entry.reasons.map(({ param, message }) => `${param && `${param} `}${message}`).join('; ');
      process.stderr.write(`line ${entry.line}${entry.sku ? ` (${entry.sku})` : ''}: ${what}\n`);
      bad?.write(`${JSON.stringify(entry)}\n`);
    },
  });
  bar.end();
  bad?.end();
  const { lines, created, updated, unchanged, failed } = summary;
  const would = dryRun ? ' (nothing was done: a dry run)' : '';
  console.log(`${lines} lines: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} bad${would}`);
  return summary;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
