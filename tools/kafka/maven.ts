import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#kernel/config.ts';
import { messageOf } from '#kernel/errors.ts';
import { cacheDir } from '../paths.ts';
import { runCommand } from '../processes/command.ts';
import { onPath } from '../processes/onPath.ts';
import { freePort } from '../processes/ports.ts';
import type { Say } from '../processes/progress.ts';
import type { Broker, Place } from './broker.ts';
import { brokerSettings, KAFKA_VERSION, toProperties } from './settings.ts';

const OLDEST_JAVA = 17;
const HEAP = '-Xmx512m';

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>bazaar</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/** Why Maven and Java can't run Kafka here, or a broker whose jars come from Maven's repository. */
export async function mavenBroker(env: Environment, say: Say): Promise<Broker | string> {
  try {
    if (!onPath(['java'], env)) return 'there is no java';
    const version = /version "(\d+)/.exec(await runCommand('sh', ['-c', 'java -version 2>&1']))?.[1];
    if (Number(version ?? 0) < OLDEST_JAVA) return `java ${version ?? ''} is older than ${OLDEST_JAVA}`;
    const jars = await findJars(env, say);
    return { prepare: (place) => format(jars, place), spawn: (place) => start(jars, place), signal, explain, dispose };
  } catch (error) {
    return messageOf(error);
  }
}

async function findJars(env: Environment, say: Say): Promise<string> {
  const jars = join(cacheDir(env), `kafka-${KAFKA_VERSION}`);
  if (existsSync(jars)) return jars;
  if (!onPath(['mvn'], env)) throw new Error('there is no mvn');
  await mkdir(cacheDir(env), { recursive: true });
  const folder = await mkdtemp(join(cacheDir(env), 'download-'));
  try {
    say(`fetching Apache Kafka ${KAFKA_VERSION} with Maven …`);
    await writeFile(join(folder, 'pom.xml'), POM);
    await runCommand('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars'], { cwd: folder });
    await rename(join(folder, 'jars'), jars);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return jars;
}

/** Settings are written anew at each start, since ports may have moved; the log folder is formatted once. */
async function format(jars: string, { port, dir, secure }: Place): Promise<void> {
  const logDir = join(dir, 'log');
  const ports = { brokerPort: port, advertisedPort: port, controllerPort: await freePort() };
  await writeFile(propertiesIn(dir), toProperties(brokerSettings({ ...ports, logDir, secure })));
  if (existsSync(join(logDir, 'meta.properties'))) return;
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const tool = ['-cp', join(jars, '*'), 'kafka.tools.StorageTool', 'format'];
  await runCommand('java', [...tool, '--cluster-id', clusterId, '--config', propertiesIn(dir)]);
}

function start(jars: string, { dir }: Place) {
  const log = openSync(logIn(dir), 'a');
  const flags = [HEAP, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', join(jars, '*')];
  // Its own process group: Ctrl-C must reach the services first, and the broker last.
  return spawn('java', [...flags, 'kafka.Kafka', propertiesIn(dir)], { detached: true, stdio: ['ignore', log, log] });
}

async function signal(_place: Place, child: ChildProcess, name: NodeJS.Signals): Promise<void> {
  child.kill(name);
}

const explain = ({ dir }: Place): string => `see ${logIn(dir)}`;
const dispose = ({ dir }: Place): Promise<void> => rm(dir, { recursive: true, force: true });
const propertiesIn = (dir: string): string => join(dir, 'server.properties');
const logIn = (dir: string): string => join(dir, 'kafka.log');
