import { z } from 'zod';
import { loadConfig, mongoVariables, processVariables } from '#kernel/config.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { readOptions } from '../environment/readOptions.ts';
import { fail } from '../processes/fail.ts';

const USAGE = `npm run seed [-- --reset | -- --gateway URL]
Brings the demo data in: products, accounts (password: DEMO_PASSWORD) and two finished orders. \`npm start\` does it too.

  --reset         first removes everything that the shop has stored; the shop must not be running
  --gateway URL   the GraphQL address of a running shop, whose database MONGODB_URI names
  --help          this

Without --gateway the shop is brought up for it and stopped again.
Ends with 0 when it is there, 1 when not, 2 for a wrong option.`;

const options = {
  reset: { type: 'boolean', default: false },
  gateway: { type: 'string' },
} as const;

const variables = z.object({
  ...mongoVariables,
  STARTUP_TIMEOUT_MS: processVariables.STARTUP_TIMEOUT_MS,
  DEMO_PASSWORD: z.string().min(12).max(128),
});

const { reset, gateway } = readOptions(USAGE, options);
// Nobody may think that a running shop was emptied.
if (reset && gateway !== undefined) refuse('--reset is for a shop that does not run: leave --gateway out');
try {
  await run();
} catch (error) {
  fail(error);
}

async function run(): Promise<void> {
  loadDotEnv();
  if (gateway !== undefined) return seedRunningShop(gateway);
  process.env['LOG_LEVEL'] ||= 'warn';
  process.env['APOLLO_TELEMETRY_DISABLED'] ??= '1';
  const { seedStoppedShop } = await import('./seedStoppedShop.ts');
  await seedStoppedShop(reset);
}

async function seedRunningShop(gatewayUrl: string): Promise<void> {
  const config = loadConfig(variables, process.env);
  const { seedOrders, seedStores } = await import('./seedShop.ts');
  const { MONGODB_URI: mongodbUri, DATABASE_PREFIX: databasePrefix, DEMO_PASSWORD: password } = config;
  await seedStores({ mongodbUri, databasePrefix, password, timeoutMs: config.STARTUP_TIMEOUT_MS });
  await seedOrders(gatewayUrl, password);
  console.log('the demo data is there');
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n\n${USAGE}\n`);
  process.exit(2);
}
