import { makeLogger } from '#kernel/logging.ts';
import { seedProducts } from '#subgraphs/products/seed.ts';
import { seedUsers } from '#subgraphs/users/seed.ts';
import { makeDemoOrders } from './demoOrders.ts';
import { makeAsk } from './graphqlClient.ts';

type Options = {
  mongodbUri: string;
  databasePrefix: string;
  /** Of all demo accounts. */
  password: string;
  /** The running shop's GraphQL address. */
  gatewayUrl: string;
};

/**
 * Products, accounts and finished orders to look at. What is there already stays as it is.
 *
 * @throws AppError as the seeds of users and products do; REFUSED (DEMO_ORDER_FAILED, OPERATION_FAILED).
 */
export async function seedShop({ mongodbUri, databasePrefix, password, gatewayUrl }: Options): Promise<void> {
  const logger = makeLogger({ name: 'seed', level: 'warn', format: 'json' });
  await Promise.all([
    seedUsers({ mongodbUri, databasePrefix, password, logger }),
    seedProducts({ mongodbUri, databasePrefix, ...currencyOf(process.env['CURRENCY']) }),
  ]);
  await makeDemoOrders(makeAsk(gatewayUrl), password);
}

const currencyOf = (currency: string | undefined) => (currency ? { currency } : {});
