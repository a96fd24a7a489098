import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig, processVariables } from '#kernel/config.ts';
import { failToStart, stopOnSignals } from '#kernel/lifecycle.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { onlyHelp } from '../environment/onlyHelp.ts';
import { dataDir } from '../paths.ts';
import { sayOnStderr } from '../processes/progress.ts';
import { findMongod } from './findMongod.ts';
import { runMongod } from './runMongod.ts';

const USAGE = `npm run mongod
Starts the MongoDB that \`npm start\` would start, alone, until Ctrl-C.
Data: .data/mongod (DATA_DIR moves it). Port: PORT_BASE + ${portOffsets.mongod}.`;

onlyHelp(USAGE);
const running = await start().catch((error: unknown) => failToStart('mongod', error));
stopOnSignals(running.stop, 'mongod');
console.log(`MONGODB_URI=${running.uri}`);

async function start() {
  loadDotEnv();
  const { PORT_BASE } = loadConfig(z.object({ PORT_BASE: processVariables.PORT_BASE }), process.env);
  const binary = await findMongod(process.env, sayOnStderr);
  const dir = join(dataDir(process.env), 'mongod');
  return runMongod({ binary, dir, port: PORT_BASE + portOffsets.mongod, say: sayOnStderr });
}
