import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig, processVariables } from '#kernel/config.ts';
import { failToStart, stopOnSignals } from '#kernel/lifecycle.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { onlyHelp } from '../environment/onlyHelp.ts';
import { dataDir } from '../paths.ts';
import { sayOnStderr } from '../processes/progress.ts';
import { runKafka } from './runKafka.ts';

const USAGE = `npm run kafka
Starts a real Apache Kafka until Ctrl-C: by Docker, else by Maven and Java 17.
Data: .data/kafka (DATA_DIR moves it), with Docker a volume. Port: PORT_BASE + ${portOffsets.kafka}.
The shop uses it when it is started with the KAFKA_BROKERS that this prints.`;

onlyHelp(USAGE);
const running = await start().catch((error: unknown) => failToStart('kafka', error));
stopOnSignals(running.stop, 'kafka');
console.log(`KAFKA_BROKERS=${running.brokers}`);

async function start() {
  loadDotEnv();
  const { PORT_BASE } = loadConfig(z.object({ PORT_BASE: processVariables.PORT_BASE }), process.env);
  const place = { port: PORT_BASE + portOffsets.kafka, dir: join(dataDir(process.env), 'kafka') };
  return runKafka({ ...place, env: process.env, say: sayOnStderr });
}
