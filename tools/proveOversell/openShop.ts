import { portOffsets } from '#subgraphs/directory.ts';
import { DEMO_PASSWORD, startShop } from '#testing/shop.ts';
import { replicaSetUri } from '../mongod/replicaSet.ts';
import { startSecondReplicas } from './secondReplicas.ts';

export type ProvedShop = {
  /** The gateways; customers come through all of them alike. */
  readonly urls: readonly string[];
  readonly mongodbUri: string;
  readonly databasePrefix: string;
  readonly adminPassword: string;
};

/** `urls`: gateways of a shop that runs already; none for one of its own. */
type Options = { urls: readonly string[]; mongodbUri: string | undefined; replicas: number };

/**
 * Limits far above what the proof needs: it tests the stock, and they stay on. Answers may take long: what a gateway gives up
 * is done all the same, and asked again on top of it.
 */
const SETTINGS = {
  SUBGRAPH_TIMEOUT_MS: '60000',
  REGISTRATIONS_PER_SOURCE: '100000',
  LOGIN_FAILURES_PER_SOURCE: '100000',
};

/** A running shop, or one of its own with empty data that `parts` removes again. @throws Error when it does not come up. */
export async function openShop(options: Options, parts: AsyncDisposableStack): Promise<ProvedShop> {
  const databasePrefix = process.env['DATABASE_PREFIX'] || 'bazaar';
  const [running] = options.urls;
  if (running !== undefined) {
    const adminPassword = process.env['DEMO_PASSWORD'] ?? '';
    return {
      urls: options.urls,
      mongodbUri: options.mongodbUri ?? mongodBeside(running),
      databasePrefix,
      adminPassword,
    };
  }
  const shop = await startShop({ LOG_LEVEL: 'warn', DATABASE_PREFIX: databasePrefix, ...SETTINGS });
  parts.defer(() => shop.dispose());
  const mongodbUri = mongodBeside(shop.url);
  const first = { url: shop.url, dataDir: shop.dataDir, mongodbUri, databasePrefix };
  const urls = options.replicas === 2 ? [shop.url, await startSecondReplicas(first, SETTINGS, parts)] : [shop.url];
  return { urls, mongodbUri, databasePrefix, adminPassword: DEMO_PASSWORD };
}

const mongodBeside = (url: string): string => replicaSetUri(Number(new URL(url).port) + portOffsets.mongod);
