import { describe, onTestFinished } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { openStores } from '../fakes/mongoStores.ts';
import { keepsTheContract } from '../fakes/productStores.contract.ts';

describe('the stores in MongoDB', () => {
  keepsTheContract(async () => {
    const stores = await openStores(testMongo());
    onTestFinished(stores.close);
    return stores;
  });
});
