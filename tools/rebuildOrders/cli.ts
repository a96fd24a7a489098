import { z } from 'zod';
import { loadConfig, mongoVariables, processVariables } from '#kernel/config.ts';
import { makeLogger } from '#kernel/logging.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { orderModels } from '#subgraphs/orders/adapters/orderModels.ts';
import { type RebuildFigures, rebuildViews } from '#subgraphs/orders/adapters/rebuildViews.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { readOptions } from '../environment/readOptions.ts';
import { fail } from '../processes/fail.ts';
import { withDatabase } from './withDatabase.ts';

const USAGE = `npm run orders:rebuild [-- --check]
Replays the recorded events of every order into the view that people read, then proves both equal. The shop may be
running. Run it after an upgrade that changed what orders show, or when a view is in doubt.

  --check   only compares; writes nothing
  --help    this

Ends with 0 when every view is what its events say, 1 when one is not (with --check) or can't be put right, 2 for an
unknown option. Variables: MONGODB_URI, DATABASE_PREFIX, PORT_BASE, DATA_DIR.`;

const variables = z.object({
  DATABASE_PREFIX: mongoVariables.DATABASE_PREFIX,
  STARTUP_TIMEOUT_MS: processVariables.STARTUP_TIMEOUT_MS,
});

const { check } = readOptions(USAGE, { check: { type: 'boolean', default: false } });
await run().catch(fail);

async function run(): Promise<void> {
  loadDotEnv();
  const figures = await withDatabase(process.env, rebuild);
  process.exitCode = figures.different + figures.orphans === 0 ? 0 : 1;
}

async function rebuild(uri: string): Promise<RebuildFigures> {
  const { DATABASE_PREFIX, STARTUP_TIMEOUT_MS: timeoutMs } = loadConfig(variables, process.env);
  const logger = makeLogger({ name: 'orders:rebuild', level: 'warn', format: 'pretty' });
  const database = `${DATABASE_PREFIX}_orders`;
  const mongo = await openMongo({ uri, database, appName: 'bazaar-orders-rebuild', logger, timeoutMs });
  try {
    const models = orderModels(mongo);
    const round = (repair: boolean) => rebuildViews(mongo, models, { repair, onProgress: showProgress });
    if (check) return report('compared', await round(false));
    report('rebuilt', await round(true));
    return report('compared', await round(false));
  } finally {
    await mongo.close();
  }
}

function report(what: string, figures: RebuildFigures): RebuildFigures {
  const { orders, equal, different, examples, orphans } = figures;
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(
    `${what}: ${orders} orders, ${equal} views equal to their events, ${different} not, ${orphans} without events`,
  );
  if (examples.length > 0) console.log(`  such as ${examples.join(', ')}`);
  return figures;
}

function showProgress(orders: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${orders} orders`);
}
