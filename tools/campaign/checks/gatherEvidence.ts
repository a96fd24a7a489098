import { makeLogger } from '#kernel/logging.ts';
import { openMongo } from '#kernel/mongo/mongo.ts';
import { orderModels } from '#subgraphs/orders/adapters/orderModels.ts';
import { rebuildViews } from '#subgraphs/orders/adapters/rebuildViews.ts';
import type { OperationLog } from '../workload/operationLog.ts';
import type { World } from '../world/world.ts';
import type { Evidence, Injuries } from './evidence.ts';
import { Books } from './readDatabases.ts';
import { readKafkaTopics } from './readKafkaTopics.ts';
import { readEmbeddedTopics } from './readTopics.ts';

type Scene = Pick<World, 'mongodbUri' | 'databasePrefix' | 'kafkaBrokers'> & {
  readonly topicPrefix?: string;
  readonly mails: Pick<World['mails'], 'accepted'>;
  readonly provider: Pick<World['provider'], 'payments'>;
};

const none: Injuries = {
  poison: [],
  secondCopies: [],
  faults: [],
  startedAt: new Date(0),
  drains: [],
  stock: { looks: 0, broken: [] },
};

/** Reads all that a quiet shop has left behind. @throws Error when something can't be read. */
export async function gatherEvidence(
  scene: Scene,
  log: OperationLog,
  injuries: Partial<Injuries> = {},
): Promise<Evidence> {
  const { mongodbUri, databasePrefix, kafkaBrokers, topicPrefix, mails, provider } = scene;
  const books = await Books.open(mongodbUri, databasePrefix);
  try {
    return {
      log,
      outbox: await books.outbox(),
      messages: await (kafkaBrokers ? readKafkaTopics(kafkaBrokers, topicPrefix) : readEmbeddedTopics(books)),
      orderEvents: await books.orderEvents(),
      views: await replayed(scene),
      placements: await books.placements(),
      products: await books.products(),
      holds: await books.holds(),
      pairs: await books.pairs(),
      notifications: await books.notifications(),
      mailRows: await books.mailRows(),
      inbox: await books.inbox(),
      timers: await books.timers(),
      mails: [...mails.accepted],
      provider: [...provider.payments],
      injuries: { ...none, ...injuries },
    };
  } finally {
    await books.close();
  }
}

async function replayed({ mongodbUri: uri, databasePrefix }: Scene): Promise<Evidence['views']> {
  const logger = makeLogger({ name: 'campaign', level: 'fatal', format: 'json' });
  const database = `${databasePrefix}_orders`;
  const mongo = await openMongo({ uri, database, appName: 'campaign', logger, timeoutMs: 10_000 });
  try {
    return await rebuildViews(mongo, orderModels(mongo), { repair: false });
  } finally {
    await mongo.close();
  }
}
