import { z } from 'zod';
import { topicNames } from '#events/contracts/topicSettings.ts';
import { transportVariables } from '#events/transport/config.ts';
import { openClient } from '#events/transport/kafka/client.ts';
import { securityOf } from '#events/transport/kafka/security.ts';
import { applyTopics, differencesOf, type TopicDifference } from '#events/transport/kafka/topicChanges.ts';
import { loadConfig, processVariables } from '#kernel/config.ts';
import { AppError } from '#kernel/errors.ts';
import { failToStart } from '#kernel/lifecycle.ts';
import { makeLogger } from '#kernel/logging.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { readOptions } from '../environment/readOptions.ts';

const HELP = `npm run topics [-- OPTIONS]
Makes the shop's topics on Kafka, and sets what of their settings is otherwise. Doing it again changes nothing.
The numbers of partitions and copies of topics that are there stay: changing them is an operator's decision.

  --check   change nothing; end with 1 when something is missing or otherwise
  --help    this

Variables, also from .env: KAFKA_BROKERS (required), KAFKA_TLS, KAFKA_SASL and what belongs to them, TOPIC_PREFIX. The table: events/contracts/topicSettings.ts.
Ends with 0 when everything is as it should be, 1 when not, 2 for an unknown option.`;

const variables = z.object({ ...transportVariables, STARTUP_TIMEOUT_MS: processVariables.STARTUP_TIMEOUT_MS });

const { check } = readOptions(HELP, { check: { type: 'boolean', default: false } });
const left = await work().catch((error: unknown) => failToStart('topics', error));
for (const difference of left) console.log(lineOf(difference));
if (left.length === 0) console.log(`all ${topicNames.length} topics are as they should be`);
process.exitCode = left.length > 0 ? 1 : 0;

/** @returns what is not as it should be, after the work. */
async function work(): Promise<TopicDifference[]> {
  loadDotEnv();
  const config = loadConfig(variables, process.env);
  const brokers = config.KAFKA_BROKERS;
  if (!brokers) throw new AppError('BAD_USER_INPUT', 'NO_BROKERS', 'set KAFKA_BROKERS; the embedded log has no topics');
  const logger = makeLogger({ name: 'topics', level: 'warn', format: 'pretty' });
  const { admin } = await openClient({
    brokers: brokers.split(','),
    security: securityOf(config),
    clientId: 'bazaar-topics',
    timeoutMs: config.STARTUP_TIMEOUT_MS,
    logger,
  });
  try {
    const topics = topicNames.map((name) => ({ name, topic: `${config.TOPIC_PREFIX}${name}` }));
    const before = await differencesOf(admin, topics);
    if (check || before.length === 0) return before;
    for (const difference of before) console.log(`was: ${lineOf(difference)}`);
    await applyTopics(admin, topics);
    return await differencesOf(admin, topics);
  } finally {
    await admin.disconnect();
  }
}

function lineOf({ topic, kind, is, shouldBe }: TopicDifference): string {
  return `${topic}: ${kind === 'settings' ? '' : `${kind} `}${is}, should be ${shouldBe}`;
}
