import { expect, it, onTestFinished } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { openStores } from './adapters/storesUnderTest.ts';
import { everything } from './fakes/productStores.contract.ts';
import { demoProductId, seedProducts } from './seed.ts';

it('fills an empty catalogue once, and leaves what is there as it is', async () => {
  const { uri, prefix } = testMongo();
  const options = { mongodbUri: uri, databasePrefix: prefix };
  const { catalogue, messages, close } = await openStores({ uri, prefix });
  onTestFinished(close);

  await seedProducts(options);
  const [lamp] = await catalogue.bySkus(['LAMP-DESK-01']);
  if (!lamp) throw new Error('the lamp was not seeded');
  await catalogue.save(lamp, { ...lamp, name: 'Renamed', version: 2 });
  await seedProducts(options);

  expect(await catalogue.count(everything)).toBe(40);
  expect(lamp).toMatchObject({ id: demoProductId('LAMP-DESK-01'), price: { currency: 'EUR' }, status: 'ACTIVE' });
  expect(await catalogue.bySkus(['LAMP-DESK-01'])).toMatchObject([{ name: 'Renamed' }]);
  expect((await messages()).filter(({ type }) => type === 'ProductCreated')).toHaveLength(40);
});
