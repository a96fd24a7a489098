import type { Chapter } from '../../explorer/explorer.ts';

const USER_ERROR = '... on UserError { code message param }';

export const managing: Chapter = {
  title: 'Run the shop',
  operations: [
    ...(['FULFILLING', 'SHIPPED', 'DELIVERED'] as const).map((status) => ({
      id: status.toLowerCase(),
      title: { FULFILLING: 'Fulfil', SHIPPED: 'Ship', DELIVERED: 'Deliver' }[status],
      hint: `The order above becomes ${status}`,
      as: 'admin',
      document: `mutation UpdateStatus($input: UpdateOrderStatusInput!) {
  updateOrderStatus(input: $input) {
    ... on OrderStatusUpdated { order { id status } }
    ... on ActionNotAllowed { message status }
    ... on OrderNotFound { message }
  }
}`,
      variables: { input: { orderId: '{{orderId}}', status } },
    })),
    {
      id: 'advance-clock',
      title: 'Let 16 minutes pass',
      hint: 'An order that is not paid expires at once',
      as: 'admin',
      document: `mutation AdvanceClock($input: AdvanceClockInput!) {
  advanceClock(input: $input) { shopTime }
}`,
      variables: { input: { seconds: 960 } },
    },
    {
      id: 'adjust-stock',
      title: 'Take units into stock',
      hint: 'Or out of it, but not those that are held',
      as: 'admin',
      document: `mutation AdjustStock($input: AdjustStockInput!) {
  adjustStock(input: $input) {
    ... on StockAdjusted { product { id name availability { available held } } }
    ${USER_ERROR}
  }
}`,
      variables: {
        input: { productId: '{{productId}}', delta: 5, reason: 'a delivery arrived', idempotencyKey: '{{fresh}}' },
      },
    },
    {
      id: 'create-product',
      title: 'Add a product',
      hint: 'It is in the catalogue at once',
      as: 'admin',
      document: `mutation CreateProduct($input: CreateProductInput!) {
  createProduct(input: $input) {
    ... on ProductCreated { product { id sku name price { formatted } } }
    ${USER_ERROR}
  }
}`,
      variables: {
        input: {
          sku: 'KITE-1',
          name: 'Red kite',
          description: 'Flies in any wind',
          category: 'Toys',
          price: 2450,
          stock: 3,
        },
      },
    },
  ],
};
