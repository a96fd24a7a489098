import { MemoryPaymentStore } from './memoryPaymentStore.ts';
import { paymentStoreContract } from './paymentStoreContract.ts';

paymentStoreContract(async () => {
  const store = new MemoryPaymentStore();
  return {
    store,
    queries: store,
    endLeases: () => store.endLeases(),
    published: (id) => store.published.filter(({ key }) => key === id).map(({ type }) => type),
  };
});
