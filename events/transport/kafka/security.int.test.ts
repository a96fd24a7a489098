import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { testAuthority } from '#testing/certificates.ts';
import { testScope } from '#testing/testScope.ts';
import { type RunningKafka, runKafka } from '#tools/kafka/runKafka.ts';
import { freePort } from '#tools/processes/ports.ts';
import { openTransport, type TransportConfig } from '../open.ts';
import { numbered } from '../testing/numbered.ts';
import { Received } from '../testing/transportsUnderTest.ts';

const authority = testAuthority('ours');
const own = authority.issue('shop');
const ofBroker = authority.issue('localhost');
const module = 'org.apache.kafka.common.security.plain.PlainLoginModule';

/** As managed brokers have it: TLS, a login, and a certificate of the client's as well. */
const settings = {
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.certificate.chain': ofBroker.cert,
  'ssl.keystore.key': ofBroker.key,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.certificates': authority.cert,
  'ssl.client.auth': 'required',
  'sasl.enabled.mechanisms': 'PLAIN',
  'plain.sasl.jaas.config': `${module} required user_shop="secret";`,
};

let dir: string;
let port: number;
let kafka: RunningKafka;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bazaar-secure-'));
  port = await freePort();
  const place = { dir, port: await freePort(), secure: { port, settings } };
  kafka = await runKafka({ ...place, env: process.env, say: () => undefined });
}, 120_000);
afterAll(async () => {
  await kafka.stop();
  await kafka.dispose();
  await rm(dir, { recursive: true, force: true });
});

function open(changes: Partial<TransportConfig> = {}) {
  const scope = testScope();
  onTestFinished(() => scope.stop());
  const config: TransportConfig = {
    KAFKA_BROKERS: `localhost:${port}`,
    KAFKA_TLS: true,
    KAFKA_CA: authority.cert,
    KAFKA_CERT: own.cert,
    KAFKA_KEY: own.key,
    KAFKA_SASL: 'plain',
    KAFKA_USER: 'shop',
    KAFKA_PASS: 'secret',
    TOPIC_PREFIX: '',
    MONGODB_URI: 'mongodb://unused',
    DATABASE_PREFIX: 'unused',
    STARTUP_TIMEOUT_MS: 600_000,
    ...changes,
  };
  return openTransport(config, { name: 'test' }, scope);
}

describe('a Kafka that wants TLS, a certificate and a login', () => {
  it('carries events', async () => {
    const transport = await open();
    const received = new Received();
    const messages = numbered('orders.v1', ['a', 'b'], 6);

    const group = await transport.subscribe({ group: 'readers', topics: ['orders.v1'], handle: received.handle });
    onTestFinished(() => group.stop());
    await transport.publish(messages);

    await vi.waitFor(() => expect(received.values.toSorted()).toEqual(messages.map(({ value }) => value).toSorted()), {
      timeout: 20_000,
    });
  }, 60_000);

  it.each([
    ['a wrong password', { KAFKA_PASS: 'guessed' }, 'KAFKA_PASS'],
    ['a mechanism that it does not have', { KAFKA_SASL: 'scram-sha-256' } as const, 'KAFKA_SASL'],
    ['an authority that did not sign its certificate', { KAFKA_CA: testAuthority('strangers').cert }, 'KAFKA_CA'],
    ['no certificate', { KAFKA_CERT: undefined, KAFKA_KEY: undefined }, 'KAFKA_CERT'],
  ])(
    'is not waited for with %s',
    async (_, changes, variable) => {
      await expect(open(changes)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        reason: 'KAFKA_REFUSED',
        message: expect.stringContaining(variable),
      });
    },
    30_000,
  );

  it('is missed by who does not speak TLS, and the error says what to try', async () => {
    const plain = { KAFKA_TLS: false, KAFKA_CA: undefined, KAFKA_CERT: undefined, KAFKA_KEY: undefined };
    const without = { KAFKA_SASL: undefined, KAFKA_USER: undefined, KAFKA_PASS: undefined };

    await expect(open({ ...plain, ...without, STARTUP_TIMEOUT_MS: 0 })).rejects.toMatchObject({
      reason: 'KAFKA_UNREACHABLE',
      message: expect.stringContaining('KAFKA_TLS=true'),
    });
  }, 30_000);
});
