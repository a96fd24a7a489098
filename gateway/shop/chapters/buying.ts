import type { Chapter } from '../../explorer/explorer.ts';

const USER_ERROR = '... on UserError { code message param }';

export const buying: Chapter = {
  title: 'Buy it',
  operations: [
    {
      id: 'place-order',
      title: 'Place an order',
      hint: 'Holds the stock for 15 minutes',
      as: 'alice',
      document: `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    ... on OrderPlaced {
      order {
        id
        status
        total { formatted }
        expiresAt
        items { name quantity }
      }
    }
    ... on BeingCheckedOut { message retryAfter }
    ... on OutOfStock { message available }
    ... on ProductUnavailable { message }
  }
}`,
      variables: {
        input: {
          idempotencyKey: '{{fresh}}',
          lines: [{ productId: '{{productId}}', quantity: 1 }],
          shippingAddress: {
            name: 'Alice',
            street: 'Strada Lungă 1',
            city: 'Brașov',
            postalCode: '500035',
            country: 'RO',
          },
        },
      },
    },
    {
      id: 'watch-order',
      title: 'Watch the order',
      hint: 'Run it: it goes on at the right while you pay',
      as: 'alice',
      document: `subscription WatchOrder($orderId: ID!) {
  orderStatusChanged(orderId: $orderId) {
    order {
      id
      status
      items { quantity product { name } }
      customer { name }
      payments { status }
    }
    previousStatus
    at
  }
}`,
      variables: { orderId: '{{orderId}}' },
    },
    {
      id: 'pay',
      title: 'Pay',
      hint: 'Or: tok_declined, tok_insufficient_funds, tok_timeout',
      as: 'alice',
      document: `mutation Pay($input: PayOrderInput!) {
  payOrder(input: $input) {
    ... on PaymentSucceeded {
      payment {
        id
        status
        amount { formatted }
        order { id status }
      }
    }
    ... on PaymentDeclined { message declineReason }
    ... on PaymentPending { message }
    ... on OrderNotPayable { message }
  }
}`,
      variables: { input: { orderId: '{{orderId}}', paymentToken: 'tok_success', idempotencyKey: '{{fresh}}' } },
    },
    {
      id: 'cancel',
      title: 'Cancel the order',
      hint: 'The stock comes back; a paid order is refunded',
      as: 'alice',
      document: `mutation Cancel($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    ... on OrderCancelled { order { id status } }
    ${USER_ERROR}
  }
}`,
      variables: { input: { orderId: '{{orderId}}' } },
    },
  ],
};
