import type { SecureListener } from './broker.ts';

export const KAFKA_VERSION = '4.1.1';

type Places = {
  /** What the broker and its controller listen on. */
  brokerPort: number;
  controllerPort: number;
  /** The port under which clients on this machine find the broker. */
  advertisedPort: number;
  logDir: string;
  secure?: SecureListener | undefined;
};

/** One node that is broker and controller at once (KRaft); names: https://kafka.apache.org/41/configuration/broker-configs/. */
export function brokerSettings(places: Places): Record<string, string> {
  const { brokerPort, controllerPort, advertisedPort, logDir, secure } = places;
  const [listener, advertised] = secure
    ? [`,SECURE://:${secure.port}`, `,SECURE://localhost:${secure.port}`]
    : ['', ''];
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@localhost:${controllerPort}`,
    listeners: `PLAINTEXT://:${brokerPort},CONTROLLER://:${controllerPort}${listener}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${advertisedPort}${advertised}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL',
    'log.dirs': logDir,
    'group.initial.rebalance.delay.ms': '0',
    // Topics of the broker's own: one node can't replicate, and few partitions start faster.
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    ...Object.fromEntries(
      Object.entries(secure?.settings ?? {}).map(([name, value]) => [`listener.name.secure.${name}`, value]),
    ),
  };
}

export const toProperties = (settings: Record<string, string>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${onOneLine(value)}\n`)
    .join('');

/** As the image apache/kafka reads its settings, which it writes into a properties file: `log.dirs` is KAFKA_LOG_DIRS. */
export const toEnvironment = (settings: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `KAFKA_${name.replaceAll('.', '_').toUpperCase()}`,
      onOneLine(value),
    ]),
  );

const onOneLine = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
