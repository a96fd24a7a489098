import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { expect, it, onTestFinished } from 'vitest';
import { openTransport } from '#events/transport/open.ts';
import { configFor } from '#events/transport/testing/transportsUnderTest.ts';
import { testKafka } from '#testing/kafka.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';

type Ended = { readonly code: number; readonly output: string };

/** Runs the command as an operator does. */
async function topics(brokers: string, prefix: string, ...args: string[]): Promise<Ended> {
  const env = { ...process.env, KAFKA_BROKERS: brokers, TOPIC_PREFIX: prefix };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['tools/topics/cli.ts', ...args], { env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

it('makes the topics, says what is otherwise, sets it, and lets a service of production start', async () => {
  const [shop, { brokers }] = [testMongo(), testKafka()];
  const config = { ...configFor(shop, { brokers }), NODE_ENV: 'production' };
  const prefix = config.TOPIC_PREFIX;
  const scope = testScope();
  onTestFinished(() => scope.stop());
  const open = () => openTransport(config, { name: 'test' }, scope);

  await expect(open()).rejects.toMatchObject({ reason: 'TOPICS_MISSING' });
  expect(await topics(brokers, prefix, '--check')).toMatchObject({ code: 1 });
  expect(await topics(brokers, prefix)).toMatchObject({ code: 0 });
  expect(await topics(brokers, prefix, '--check')).toMatchObject({ code: 0 });
  await expect(open()).resolves.toBeDefined();

  const topic = `${prefix}orders.v1`;
  await retain(brokers, topic, '1000');
  const found = await topics(brokers, prefix, '--check');
  expect(found).toMatchObject({ code: 1, output: expect.stringContaining(`${topic}: retention.ms=1000, should be`) });
  expect(await topics(brokers, prefix)).toMatchObject({ code: 0 });
}, 120_000);

async function retain(brokers: string, name: string, ms: string): Promise<void> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const configEntries = [{ name: 'retention.ms', value: ms }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name, configEntries }] });
  await admin.disconnect();
}
