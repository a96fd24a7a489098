import { describe, onTestFinished } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { keepsTheContract } from '../fakes/productStores.contract.ts';
import { openStores } from './storesUnderTest.ts';

describe('the stores in MongoDB', () => {
  keepsTheContract(async () => {
    const stores = await openStores(testMongo());
    onTestFinished(stores.close);
    return stores;
  });
});
