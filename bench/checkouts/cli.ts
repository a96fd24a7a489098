import { parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';
import { DEMO_PASSWORD, startShop } from '#testing/shop.ts';
import { line } from '#tools/measure/buyers.ts';
import { measureCheckouts } from './measureCheckouts.ts';

const HELP = `npm run bench:checkouts [-- OPTIONS]
How many orders a second a whole shop places through its gateway: HTTP, GraphQL and access tokens, as customers come.

  --buyers N     how many order at the same time (default 200)
  --seconds N    how long it is measured, after a warm-up of the same length (default 10)
  --processes    each service in a process of its own
  --url URL      a shop that runs already (its admin's password in DEMO_PASSWORD)
  --help         this

Without --url it starts a shop of its own and removes it again. Ends with 0, 1 for a failure, 2 for an unknown option.`;

const options = {
  buyers: { type: 'string', default: '200' },
  seconds: { type: 'string', default: '10' },
  processes: { type: 'boolean', default: false },
  url: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function readArguments() {
  try {
    const { buyers, seconds, ...rest } = parseArgs({ options }).values;
    return { ...rest, buyers: wholeNumber('buyers', buyers), seconds: wholeNumber('seconds', seconds) };
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${HELP}\n`);
    process.exit(2);
  }
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1, not ${value}`);
  return number;
}

async function main(): Promise<void> {
  const { help, url, processes, ...crowd } = readArguments();
  if (help) return console.log(HELP);
  const shop = url ? undefined : await startShop({ LOG_LEVEL: 'warn' }, processes ? ['--processes'] : []);
  try {
    const adminPassword = url ? (process.env['DEMO_PASSWORD'] ?? '') : DEMO_PASSWORD;
    const timing = await measureCheckouts(url ?? shop?.url ?? '', adminPassword, crowd);
    console.log(line('placed orders', timing));
  } finally {
    await shop?.dispose();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
