import { parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';
import { bareRates } from '#tools/measure/bareMongo.ts';
import { line, perSecond } from '#tools/measure/buyers.ts';
import { startOwnMongod } from '#tools/measure/ownMongod.ts';
import { measureHolds } from './measureHolds.ts';

const HELP = `npm run bench:holds [-- OPTIONS]
How many holds a second products takes, through its real use case, store, outbox and MongoDB, without GraphQL.

  --buyers N     how many buy at the same time (default 500)
  --seconds N    how long each measurement takes (default 5)
  --products N   over how many products they spread (default 1: a flash sale)
  --lines N      lines of each order (default 1)
  --help         this

It starts a mongod of its own and removes it again. Ends with 0, 1 when the stock is not exact afterwards, 2 for an
unknown option.`;

const options = {
  buyers: { type: 'string', default: '500' },
  seconds: { type: 'string', default: '5' },
  products: { type: 'string', default: '1' },
  lines: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const;

function readArguments() {
  try {
    const { help, ...given } = parseArgs({ options }).values;
    const numbers = Object.entries(given).map(([name, value]) => [name, wholeNumber(name, value)] as const);
    return { help, ...(Object.fromEntries(numbers) as Record<keyof typeof given, number>) };
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
  const { help, ...shape } = readArguments();
  if (help) return console.log(HELP);
  const mongod = await startOwnMongod();
  try {
    const bare = await bareRates(mongod.uri, shape.seconds);
    const holds = await measureHolds(mongod.uri, shape);
    const rounded = (rate: number) => Math.round(rate).toLocaleString('en');
    console.log(`products            ${line('holds', holds)}`);
    console.log(`MongoDB one by one  ${rounded(bare.oneByOne)} holds/s`);
    console.log(`MongoDB batched     ${rounded(bare.batched)} holds/s`);
    console.log(`products / batched  ${(perSecond(holds) / bare.batched).toFixed(2)}`);
  } finally {
    await mongod.stop();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
