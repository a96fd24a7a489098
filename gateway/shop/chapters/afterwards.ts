import type { Chapter } from '../../explorer/explorer.ts';

export const afterwards: Chapter = {
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
      id: 'timelines',
      title: 'What happened to my orders',
      hint: 'Order, stock, payments, mails: one list, with causes',
      as: 'alice',
      document: `query Timelines($first: Int!) {
  myOrders(first: $first) {
    nodes {
      id
      status
      timelineIncomplete
      timeline { id kind title at amount { formatted } causedBy }
    }
  }
}`,
      variables: { first: 3 },
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
