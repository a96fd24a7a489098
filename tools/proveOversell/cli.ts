import { parseArgs } from 'node:util';
import { messageOf } from '#kernel/errors.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { bareRates } from '../measure/bareMongo.ts';
import { line } from '../measure/buyers.ts';
import { sayOnStderr } from '../processes/progress.ts';
import { openShop, type ProvedShop } from './openShop.ts';
import { prove } from './prove.ts';

const HELP = `npm run prove:oversell [-- OPTIONS]
500 customers check out at once, 1 to 10 lines each, over 20 products with 50 units each; some pay, some cancel, some
leave. Then whatever is sellable is sold. Every unit must be sold, and not one more: the stock is checked through the API
and in the database, while it goes on and at the end.

  --runs N           how often (default 3)
  --replicas 1|2     how many processes serve products and orders (default 1)
  --url URL          a shop that runs already, its admin's password in DEMO_PASSWORD; once more for each further gateway
                     of it. Its clock is moved by 16 minutes.
  --mongodb-uri URI  its database (default: the first gateway's port + 30)
  --help             this

Without --url it starts a shop of its own, with rate limits raised, and removes it again. Next to the checkouts it prints
what MongoDB alone takes of the same statements. Ends with 0 when all is as it should be, 1 when not, 2 for an unknown option.`;

const BARE_SECONDS = 3;

const options = {
  runs: { type: 'string', default: '3' },
  replicas: { type: 'string', default: '1' },
  url: { type: 'string', multiple: true },
  'mongodb-uri': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function readArguments() {
  try {
    const { values } = parseArgs({ options });
    const { url: urls = [] } = values;
    const [runs, replicas] = [Number(values.runs), Number(values.replicas)];
    if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs takes a whole number from 1, not ${values.runs}`);
    if (replicas !== 1 && replicas !== 2) throw new Error(`--replicas takes 1 or 2, not ${values.replicas}`);
    if (replicas === 2 && urls.length > 0) throw new Error('--replicas 2 is for a shop of its own: leave --url out');
    return { ...values, urls, runs, replicas };
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${HELP}\n`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const { help, runs, replicas, urls, 'mongodb-uri': mongodbUri } = readArguments();
  if (help) return console.log(HELP);
  loadDotEnv();
  const parts = new AsyncDisposableStack();
  try {
    await proveAll({ runs, replicas, urls, mongodbUri }, parts);
  } finally {
    await parts.disposeAsync();
  }
}

type Wanted = { runs: number; replicas: number; urls: readonly string[]; mongodbUri: string | undefined };

async function proveAll({ runs, replicas, urls, mongodbUri }: Wanted, parts: AsyncDisposableStack): Promise<void> {
  const isOurs = urls.length === 0;
  sayOnStderr(isOurs ? `starting a shop with ${replicas} of products and of orders` : `proving on ${urls.join(', ')}`);
  const shop = await openShop({ urls, mongodbUri, replicas }, parts);
  for (let run = 1; run <= runs; run += 1) await runOnce(shop, run, runs);
  const bare = await bareRates(shop.mongodbUri, BARE_SECONDS);
  const rounded = (rate: number) => Math.round(rate).toLocaleString('en');
  console.log(`MongoDB alone: ${rounded(bare.oneByOne)} holds/s one by one, ${rounded(bare.batched)} holds/s batched`);
  console.log('Every unit was sold, and not one more.');
}

async function runOnce(shop: ProvedShop, run: number, runs: number): Promise<void> {
  const { orders, refused, ...timing } = await prove(shop, progress(`run ${run} of ${runs}`));
  const held = (orders.length / timing.seconds).toFixed(0);
  console.log(`run ${run}: ${line('checkouts', timing)}   ${held} holds/s`);
  const paid = orders.filter(({ fate }) => fate === 'paid').length;
  console.log(
    `       ${orders.length} orders held (${paid} paid), ${refused.BeingCheckedOut} times "come back later", ` +
      `${refused.OutOfStock} times "sold out"; all 1,000 units sold in the end`,
  );
}

/** At most twice a second: a line for each checkout would be a wall. */
function progress(run: string): (line: string) => void {
  let toldAt = 0;
  return (what) => {
    const isCount = /^\d/.test(what);
    if (isCount && performance.now() - toldAt < 500) return;
    toldAt = performance.now();
    sayOnStderr(`${run}: ${what}`);
  };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
