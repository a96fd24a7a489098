import type { Chapter, ExplorerSetup, SignIn } from '../explorer/explorer.ts';

const USER_ERROR = '... on UserError { code message param }';

const browsing: Chapter = {
  title: 'Find something',
  operations: [
    {
      id: 'browse',
      title: 'Browse the catalogue',
      hint: 'The first product found is the one to order below',
      document: `query Browse($first: Int!, $filter: ProductFilter) {
  products(first: $first, filter: $filter, sort: NAME) {
    totalCount
    nodes {
      id
      name
      category
      price { formatted }
      availability { inStock available held }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
      variables: { first: 10, filter: { inStock: true } },
    },
    {
      id: 'search',
      title: 'Search',
      hint: 'Words of name, description and category',
      document: `query Search($words: String!) {
  products(search: $words, first: 5) {
    nodes { id sku name description price { formatted } }
  }
}`,
      variables: { words: 'lamp' },
    },
    {
      id: 'product',
      title: 'One product',
      hint: 'How many can be ordered, and how many are held',
      document: `query Product($id: ID!) {
  product(id: $id) {
    id
    sku
    name
    description
    price { amount currency formatted }
    availability { inStock available held }
    status
    version
  }
}`,
      variables: { id: '{{productId}}' },
    },
    {
      id: 'categories',
      title: 'Categories',
      hint: 'All that have products',
      document: 'query Categories {\n  categories { name productCount }\n}',
    },
  ],
};

const buying: Chapter = {
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

const after: Chapter = {
  title: 'See what came of it',
  operations: [
    {
      id: 'my-orders',
      title: 'My orders',
      hint: 'One answer from four services',
      as: 'alice',
      document: `query MyOrders($first: Int!) {
  myOrders(first: $first) {
    nodes {
      id
      status
      placedAt
      total { formatted }
      items {
        name
        quantity
        unitPrice { formatted }
        product { sku availability { available } }
      }
      payments { status amount { formatted } }
      history { type status at }
      customer { name }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
      variables: { first: 5 },
    },
    {
      id: 'notifications',
      title: 'Notifications',
      hint: 'The inbox; mails are at the mail preview',
      as: 'alice',
      document: `query Notifications {
  notifications(first: 10) {
    unreadCount
    nodes { id title body read createdAt order { id status } }
  }
}`,
    },
    {
      id: 'watch-notifications',
      title: 'Watch notifications',
      hint: 'Each as it reaches the inbox',
      as: 'alice',
      document: `subscription WatchNotifications {
  notificationAdded { id title body createdAt order { id status } }
}`,
    },
    {
      id: 'watch-my-orders',
      title: 'Watch all my orders',
      hint: 'Every change from now on',
      as: 'alice',
      document: `subscription WatchMyOrders {
  myOrdersChanged {
    order { id status total { formatted } }
    previousStatus
    at
  }
}`,
    },
  ],
};

const managing: Chapter = {
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

const accounts: Chapter = {
  title: 'Accounts',
  operations: [
    {
      id: 'me',
      title: 'Who am I?',
      hint: 'Null for a visitor',
      document: `query Me {
  me {
    id
    name
    email
    roles
    orders(first: 3) { nodes { id status } }
  }
}`,
    },
    {
      id: 'register',
      title: 'Register',
      hint: 'A welcome mail follows',
      document: `mutation Register($input: RegisterInput!) {
  register(input: $input) {
    ... on Session { expiresAt user { id name roles } }
    ${USER_ERROR}
  }
}`,
      variables: { input: { name: 'Carol', email: 'carol@bazaar.example', password: 'a long and simple sentence' } },
    },
  ],
};

const SESSION = `... on Session { accessToken refreshToken expiresAt } ... on UserError { message }`;

/** The demo accounts become one-click buttons where their password is known. */
function signIn(demoPassword: string | undefined): SignIn {
  return {
    login: `mutation SignIn($email: String!, $password: String!) {
      login(input: { email: $email, password: $password }) { ${SESSION} }
    }`,
    refresh: `mutation Refresh($refreshToken: String!) {
      refreshSession(input: { refreshToken: $refreshToken }) { ${SESSION} }
    }`,
    accounts: ['alice', 'bob', 'admin'].map((name) => ({
      name,
      email: `${name}@bazaar.example`,
      ...(demoPassword !== undefined && { password: demoPassword }),
    })),
  };
}

/** The whole story of a purchase, ready to run. */
export const shopStory = (endpoint: string, demoPassword: string | undefined): ExplorerSetup => ({
  title: 'Bazaar',
  endpoint,
  chapters: [browsing, buying, after, managing, accounts],
  remember: {
    productId: ['createProduct.product.id', 'product.id', 'products.nodes.0.id'],
    orderId: ['placeOrder.order.id', 'orderStatusChanged.order.id', 'myOrders.nodes.0.id'],
  },
  missing: {
    productId: '← first run “Browse the catalogue”',
    orderId: '← first run “Place an order”',
  },
  signIn: signIn(demoPassword),
});
