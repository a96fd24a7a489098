import { makeLogger } from '#kernel/logging.ts';
import { seedProducts } from '#subgraphs/products/seed.ts';
import { seedUsers } from '#subgraphs/users/seed.ts';
import { makeDemoOrders } from './demoOrders.ts';
import { makeAsk } from './graphqlClient.ts';

type Stores = {
  mongodbUri: string;
  databasePrefix: string;
  /** Of all demo accounts. */
  password: string;
  /** How long to wait for MongoDB. */
  timeoutMs: number;
};

/**
 * Products and accounts, straight into the databases; the services need not run. What is there stays as it is.
 *
 * @throws AppError UNAVAILABLE (MONGODB_UNREACHABLE), BAD_USER_INPUT (MONGODB_REFUSED).
 */
export async function seedStores({ mongodbUri, databasePrefix, password, timeoutMs }: Stores): Promise<void> {
  const logger = makeLogger({ name: 'seed', level: 'warn', format: 'json' });
  const currency = process.env['CURRENCY'];
  await Promise.all([
    seedUsers({ mongodbUri, databasePrefix, password, logger, timeoutMs }),
    seedProducts({ mongodbUri, databasePrefix, timeoutMs, ...(currency ? { currency } : {}) }),
  ]);
}

/**
 * Finished orders, through the public address of the running shop, by the accounts and of the products of `seedStores`.
 *
 * @throws AppError REFUSED (DEMO_ORDER_FAILED, OPERATION_FAILED), UNAVAILABLE (SHOP_UNREACHABLE).
 */
export const seedOrders = (gatewayUrl: string, password: string): Promise<void> =>
  makeDemoOrders(makeAsk(gatewayUrl), password);
