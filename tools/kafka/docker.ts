import { spawn } from 'node:child_process';
import type { Environment } from '#kernel/config.ts';
import { messageOf } from '#kernel/errors.ts';
import { runCommand } from '../processes/command.ts';
import { onPath } from '../processes/onPath.ts';
import type { Say } from '../processes/progress.ts';
import type { Broker, Place } from './broker.ts';
import { brokerSettings, KAFKA_VERSION, toEnvironment } from './settings.ts';

const IMAGE = `apache/kafka:${KAFKA_VERSION}`;
const INSIDE = { brokerPort: 9092, controllerPort: 9093, logDir: '/var/lib/kafka/data' } as const;

/** Why Docker can't run Kafka here, or a broker in a container. The image is pulled when it is missing. */
export async function dockerBroker(env: Environment, say: Say): Promise<Broker | string> {
  if (!onPath(['docker'], env)) return 'there is no docker';
  try {
    await runCommand('docker', ['version', '--format', '{{.Server.Version}}']);
    await runCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', IMAGE]).catch(() => pull(say));
  } catch (error) {
    return messageOf(error);
  }
  return {
    prepare: async ({ port }) => {
      // The container of a killed owner; a missing one is no error with --force.
      await runCommand('docker', ['rm', '--force', containerOf(port)]);
    },
    spawn: (place) => spawn('docker', runArgs(place), { detached: true, stdio: 'ignore' }),
    signal: async ({ port }, _child, name) => {
      await runCommand('docker', ['kill', '--signal', name, containerOf(port)]);
    },
    explain: () => `docker run ${IMAGE} says why`,
    dispose: async ({ port }) => {
      await runCommand('docker', ['volume', 'rm', '--force', volumeOf(port)]);
    },
  };
}

function pull(say: Say): Promise<string> {
  say(`pulling ${IMAGE} …`);
  return runCommand('docker', ['pull', '--quiet', IMAGE]);
}

function runArgs({ port, secure }: Place): string[] {
  const settings = toEnvironment(brokerSettings({ ...INSIDE, advertisedPort: port, secure }));
  return [
    ...['run', '--rm', '--name', containerOf(port), '--publish', `127.0.0.1:${port}:${INSIDE.brokerPort}`],
    ...(secure ? ['--publish', `127.0.0.1:${secure.port}:${secure.port}`] : []),
    // A volume, not .data: the image's user may not write a folder of this machine's user.
    ...['--volume', `${volumeOf(port)}:${INSIDE.logDir}`],
    ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...['--env', 'KAFKA_HEAP_OPTS=-Xmx512m', IMAGE],
  ];
}

const containerOf = (port: number): string => `bazaar-kafka-${port}`;
const volumeOf = (port: number): string => `bazaar-kafka-${port}`;
