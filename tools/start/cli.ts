import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failToStart } from '#kernel/lifecycle.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { dataDir } from '../paths.ts';

const USAGE = `npm start [-- --processes] [-- --no-seed] [-- --trace]
Brings the whole shop up: MongoDB, every subgraph and worker, the gateway, a mail preview and demo data.

  --processes   each service in a process of its own, started again when it dies
  --no-seed     no demo data
  --trace       shows what every request made happen, up to the mail, with durations
  --help        this

Variables (also from .env, see .env.example): PORT_BASE, MONGODB_URI, KAFKA_BROKERS, SMTP_HOST, DEMO_PASSWORD, DATA_DIR, …
Ends with 0 after Ctrl-C or SIGTERM, 1 when it can't start or stop well, 2 for an unknown option.`;

const options = {
  processes: { type: 'boolean', default: false },
  'no-seed': { type: 'boolean', default: false },
  trace: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

const { processes, 'no-seed': noSeed, trace, help } = readArguments();
if (help) {
  console.log(USAGE);
} else {
  const fromFile = attempt(loadDotEnv);
  process.env['APOLLO_TELEMETRY_DISABLED'] ??= '1';
  // Compiled code and stripped types are kept, so that the next start doesn't make them again. What is imported before
  // this call isn't, so everything else comes after it.
  process.env['NODE_COMPILE_CACHE'] ??= join(dataDir(process.env), 'compile-cache');
  enableCompileCache(process.env['NODE_COMPILE_CACHE']);
  const { runShop } = await import('./runShop.ts');
  await runShop({ processes, seed: !noSeed, trace, fromFile });
}

function attempt<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    return failToStart('the shop', error);
  }
}
