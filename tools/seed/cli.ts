import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig, mongoVariables, processVariables } from '#kernel/config.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { fail } from '../processes/fail.ts';

const USAGE = `npm run seed [-- --reset | -- --gateway URL]
Brings the demo data in: products, accounts (password: DEMO_PASSWORD) and two finished orders. \`npm start\` does it too.

  --reset         first removes everything that the shop has stored; the shop must not be running
  --gateway URL   the GraphQL address of a running shop, whose database MONGODB_URI names
  --help          this

Without --gateway the shop is brought up for it and stopped again.`;

const options = {
  reset: { type: 'boolean', default: false },
  gateway: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const variables = z.object({
  ...mongoVariables,
  STARTUP_TIMEOUT_MS: processVariables.STARTUP_TIMEOUT_MS,
  DEMO_PASSWORD: z.string().min(12).max(128),
});

try {
  await run();
} catch (error) {
  fail(error);
}

async function run(): Promise<void> {
  const { reset, gateway, help } = parseArgs({ options }).values;
  if (help) return console.log(USAGE);
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
