/**
 * The services of the shop: where each listens (an offset from PORT_BASE), and who may use which service-only field.
 * This table is the only place that grants service calls; what it does not name is closed.
 */
const subgraphs = {
  users: 1,
  products: 2,
  orders: 3,
  payments: 4,
  notifications: 5,
} as const;

const workers = {
  email: 11,
  notification: 12,
  expiration: 13,
} as const;

/** What every part of the shop listens on, an offset from PORT_BASE. */
export const portOffsets = {
  gateway: 0,
  ...subgraphs,
  ...workers,
  mailPage: 20,
  smtp: 21,
  mongod: 30,
  kafka: 40,
} as const;

export type PortName = keyof typeof portOffsets;

/** `/metrics` of the gateway, an offset from PORT_BASE too: the gateway's own port is public. */
export const gatewayMetricsOffset = 10;

const namesIn = <Name extends string>(table: Readonly<Record<Name, number>>) => Object.keys(table) as Name[];

export const subgraphNames = namesIn(subgraphs);
export const workerNames = namesIn(workers);

/** Everything that signs calls in its own name. */
export const services = ['gateway' as const, ...subgraphNames, ...workerNames];

type Service = 'gateway' | keyof typeof subgraphs | keyof typeof workers;

/** Callee → field → callers. */
export const grants = {
  users: { mailRecipient: ['email'], mailToken: ['email'], userLocale: ['notification'] },
  products: {
    quoteLines: ['orders'],
    stockSteps: ['orders'],
    reserveStock: ['orders'],
    releaseStock: ['orders'],
    commitStock: ['orders'],
    returnStock: ['orders'],
  },
  orders: {
    payableOrder: ['payments'],
    holdVerdicts: ['products'],
    beginPayment: ['payments'],
    confirmPayment: ['payments'],
    failPayment: ['payments'],
    expireOrder: ['expiration'],
  },
  payments: { paymentSteps: ['orders'] },
  notifications: {
    deliverNotification: ['notification'],
    dispatchNotice: ['notification'],
    channelsFor: ['email', 'notification'],
    unsubscribeToken: ['email'],
    testMail: ['email'],
    orderMessages: ['orders'],
  },
} as const satisfies Partial<Record<Service, Record<string, readonly Service[]>>>;
