import { shopSettings } from '../start/settings.ts';
import { startShop } from '../start/startShop.ts';
import { withParts } from '../start/withParts.ts';
import { removeEverything } from './removeEverything.ts';
import { seedOrders, seedStores } from './seedShop.ts';

/** Brings the shop up only to seed it; `reset` removes everything that it has stored before. */
export const seedStoppedShop = (reset: boolean): Promise<void> =>
  withParts(async (parts) => {
    const settings = shopSettings(process.env);
    const { databasePrefix, dir, demoPassword: password, gatewayUrl, startupTimeoutMs: timeoutMs } = settings;
    const beforeServices = async (mongodbUri: string) => {
      if (reset) await removeEverything({ mongodbUri, databasePrefix, dir });
      await seedStores({ mongodbUri, databasePrefix, password, timeoutMs });
    };
    await startShop(settings, parts, { processes: false, beforeServices });
    await seedOrders(gatewayUrl, password);
    await parts.disposeAsync();
    console.log('the demo data is there');
    process.exit(0);
  });
