import { connect } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { type Environment, loadConfig, mongoVariables, processVariables } from '#kernel/config.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { findMongod } from '../mongod/findMongod.ts';
import { replicaSetUri } from '../mongod/replicaSet.ts';
import { runMongod } from '../mongod/runMongod.ts';
import { dataDir } from '../paths.ts';
import { sayOnStderr as say } from '../processes/progress.ts';

const variables = z.object({
  MONGODB_URI: mongoVariables.MONGODB_URI.unwrap().optional(),
  PORT_BASE: processVariables.PORT_BASE,
});

/**
 * Runs `work` on the shop's MongoDB: that of MONGODB_URI, the one of a running `npm start`, or one that is started on
 * the same data for this.
 */
export async function withDatabase<Result>(
  env: Environment,
  work: (mongodbUri: string) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(variables, env);
  if (config.MONGODB_URI !== undefined) return work(config.MONGODB_URI);
  const port = config.PORT_BASE + portOffsets.mongod;
  if (await answers(port)) return work(replicaSetUri(port));
  const dir = join(dataDir(env), 'mongod');
  const mongod = await runMongod({ binary: await findMongod(env, say), dir, port, say });
  return work(mongod.uri).finally(mongod.stop);
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
