import { messageOf } from '#kernel/errors.ts';
import { adminPassword } from '../environment/adminPassword.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { readOptions } from '../environment/readOptions.ts';
import { sayOnStderr } from '../processes/progress.ts';
import { shopSteadily, type Uptime } from './shopSteadily.ts';

const HELP = `npm run prove:uptime [-- OPTIONS]
Customers order and pay without a pause, and every answer is looked at, while you restart what you like. A gateway that does
not answer is passed over, as a load balancer would; an error that a customer sees is a failure.

  --url URL       a gateway (default http://localhost:4000/graphql); once more for each further one
  --customers N   at the same time (default 4)
  --seconds N     how long (default: until Ctrl-C)
  --help          this

The admin's password comes from DEMO_PASSWORD, or from .data/demo-password. It adds a product and customers to the shop.
Ends with 0 when no request failed, 1 when one did, 2 for an unknown option.`;

const TELL_MS = 2_000;
const SHOWN = 10;

const options = readOptions(HELP, {
  url: { type: 'string', multiple: true, default: ['http://localhost:4000/graphql'] },
  customers: { type: 'string', default: '4' },
  seconds: { type: 'string' },
});

const lineOf = ({ requests, orders, moved, failed }: Uptime): string =>
  `${requests} requests, ${orders} orders paid, ${moved} times another gateway was asked, ${failed.length} failed`;

/** At most every two seconds. */
function progress(): (uptime: Uptime) => void {
  let toldAt = 0;
  return (uptime) => {
    if (performance.now() - toldAt < TELL_MS) return;
    toldAt = performance.now();
    sayOnStderr(lineOf(uptime));
  };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  sayOnStderr(`--${name} takes a whole number from 1, not ${text}`);
  return process.exit(2);
}

async function main(): Promise<number> {
  loadDotEnv();
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  const { url: urls, customers, seconds } = options;
  const signals = seconds ? [AbortSignal.timeout(wholeNumber('seconds', seconds) * 1_000)] : [];
  const uptime = await shopSteadily({
    urls,
    adminPassword: adminPassword(process.env),
    customers: wholeNumber('customers', customers),
    signal: AbortSignal.any([interrupted.signal, ...signals]),
    tell: progress(),
  });
  for (const failure of uptime.failed.slice(0, SHOWN)) console.log(failure);
  console.log(`${lineOf(uptime)}.`);
  return uptime.failed.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  sayOnStderr(messageOf(error));
  process.exitCode = 1;
}
