import { join } from 'node:path';
import mongoose from 'mongoose';
import { localUrl } from '#kernel/http.ts';
import { seedStores } from '../../seed/seedShop.ts';
import { makeAdvanceClock } from './clock.ts';
import { KafkaLag } from './consumerLag.ts';
import { makeFaults } from './faults.ts';
import { startMailServer } from './mailServer.ts';
import { startPaymentProvider } from './paymentProvider.ts';
import { makeQuiet } from './quiet.ts';
import { makeRepeats } from './repeats.ts';
import { makeRunFolder } from './runFolder.ts';
import { startKafka, startMongod } from './servers.ts';
import { startShopProcesses } from './shop.ts';
import type { World, WorldOptions } from './world.ts';

const ADMIN_PASSWORD = 'a-password-of-the-campaign';
const PREFIX = 'bazaar';
const SEED_MS = 30_000;
/** A look at a database that stands still. */
const ANSWER_MS = 10_000;

/**
 * Brings a world up; resolves when every process is ready and customers are served.
 *
 * @throws AppError UNAVAILABLE (NO_MONGOD, NO_KAFKA), Error of the first part that does not come up.
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const parts = new AsyncDisposableStack();
  try {
    return await assemble(options, parts);
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

async function assemble(options: WorldOptions, parts: AsyncDisposableStack): Promise<World> {
  const startedAt = Date.now();
  const now = () => Date.now() - startedAt;
  const ends: World['ends'][number][] = [];
  const onEnd = (member: string, how: string) => {
    ends.push({ at: now(), member, how });
    options.say(`${member} ended (${how}) and is started again`);
  };
  const folder = await makeRunFolder();
  parts.defer(folder.remove);
  const mails = await startMailServer(now);
  parts.defer(mails.close);
  const provider = await startPaymentProvider(startedAt);
  parts.defer(provider.close);
  const mongod = await startMongod(folder, { onEnd, say: options.say });
  parts.defer(() => mongod.process.dispose());
  const kafka = options.transport === 'kafka' ? await startKafka(folder, { onEnd, say: options.say }) : undefined;
  if (kafka) parts.defer(() => kafka.process.dispose().then(kafka.dispose));
  await seedStores({ mongodbUri: mongod.uri, databasePrefix: PREFIX, password: ADMIN_PASSWORD, timeoutMs: SEED_MS });

  const outside = { mongod: mongod.port, kafka: kafka?.port, smtp: mails.port, provider: provider.port };
  const names = { databasePrefix: PREFIX, adminPassword: ADMIN_PASSWORD };
  const members = await startShopProcesses({ options, folder, outside, ...names, onEnd }, parts);
  const client = new mongoose.mongo.MongoClient(mongod.uri, { socketTimeoutMS: ANSWER_MS });
  parts.defer(() => client.close());
  const doors = members.filter(({ place }) => place.service === 'gateway');
  const urls = doors.map(({ place }) => localUrl(place.port));
  const { whenReady, ...faults } = makeFaults({ members, mongod, kafka, urls });
  await whenReady();
  const places = members.map(({ place }) => place);
  const kafkaBrokers = kafka && [`127.0.0.1:${kafka.port}`];
  const kafkaLag = kafkaBrokers && new KafkaLag(kafkaBrokers);
  parts.defer(async () => kafkaLag?.close());
  return {
    transport: options.transport,
    urls,
    mongodbUri: mongod.uri,
    ...names,
    kafkaBrokers,
    logsDir: join(folder.dir, 'logs'),
    members: places.map(({ member }) => member),
    links: members.flatMap(({ proxies }) => proxies),
    mails,
    provider,
    ends,
    ...faults,
    advanceClock: makeAdvanceClock(client, PREFIX),
    quiet: makeQuiet({ client, prefix: PREFIX, kafka: kafkaLag, places }),
    repeats: makeRepeats(places),
    dispose: () => parts.disposeAsync(),
  };
}
