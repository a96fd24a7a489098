import { shopSettings } from '../start/settings.ts';
import { startShop } from '../start/startShop.ts';
import { withParts } from '../start/withParts.ts';
import { removeEverything } from './removeEverything.ts';
import { seedShop } from './seedShop.ts';

/** Brings the shop up only to seed it; `reset` removes everything that it has stored before. */
export const seedStoppedShop = (reset: boolean): Promise<void> =>
  withParts(async (parts) => {
    const settings = shopSettings(process.env);
    const { databasePrefix, dir, demoPassword, gatewayUrl } = settings;
    const beforeServices = (uri: string) => removeEverything({ mongodbUri: uri, databasePrefix, dir });
    const options = reset ? { processes: false, beforeServices } : { processes: false };
    const { mongodbUri } = await startShop(settings, parts, options);
    await seedShop({ mongodbUri, databasePrefix, gatewayUrl, password: demoPassword });
    await parts.disposeAsync();
    console.log('the demo data is there');
    process.exit(0);
  });
