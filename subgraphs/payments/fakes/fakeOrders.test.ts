import { FakeOrders } from './fakeOrders.ts';
import { ordersContract } from './ordersContract.ts';

ordersContract(() => {
  const orders = new FakeOrders();
  return {
    orders,
    place: async (customerId) => {
      orders.add('o1', { customerId });
      return 'o1';
    },
    expire: (id) => orders.expire(id),
  };
});
