import type { OrderIntegrationEvent } from '#events/contracts/orders.v1.ts';
import type { PaymentEvent } from '#events/contracts/payments.v1.ts';
import type { UserEvent } from '#events/contracts/users.v1.ts';
import type { TestMailEvent } from '../mailEvents.ts';

const orderId = '3f2b8c1e-0000-4000-8000-000000000001';
const customerId = '3f2b8c1e-0000-4000-8000-000000000002';
const paymentId = '3f2b8c1e-0000-4000-8000-000000000003';
const productId = '3f2b8c1e-0000-4000-8000-000000000004';

const requestId = '3f2b8c1e-0000-4000-8000-000000000006';

const envelope = { id: '3f2b8c1e-0000-4000-8000-000000000005', occurredAt: '2030-01-01T12:00:00.000Z', sequence: 1 };
const moved = { orderId, customerId, previousStatus: null, status: 'PENDING' } as const;
const total = { amount: 2350, currency: 'EUR' };
const lines = [
  { productId, name: 'Desk <lamp> & bulb', quantity: 2, unitPrice: { amount: 1050, currency: 'EUR' } },
  { productId, name: 'Pencil', quantity: 1, unitPrice: { amount: 250, currency: 'EUR' } },
];
const payment = { paymentId, orderId, customerId, amount: total };
const processedAt = envelope.occurredAt;

export const testMailEvent = {
  ...envelope,
  type: 'TestMailRequested',
  data: { mailId: '3f2b8c1e-0000-4000-8000-000000000007', userId: customerId },
} as const satisfies TestMailEvent;

export const userEvents = [
  { ...envelope, type: 'UserRegistered', data: { userId: customerId } },
  { ...envelope, type: 'UserLoggedIn', data: { userId: customerId, sessionId: paymentId } },
  { ...envelope, type: 'SessionRevoked', data: { userId: customerId, sessionId: paymentId } },
  { ...envelope, type: 'UserBanned', data: { userId: customerId } },
  { ...envelope, type: 'UserUnbanned', data: { userId: customerId } },
  { ...envelope, type: 'PasswordChanged', data: { userId: customerId } },
  { ...envelope, type: 'PasswordResetRequested', data: { userId: customerId, requestId } },
  { ...envelope, type: 'EmailVerificationRequested', data: { userId: customerId, requestId } },
] as const satisfies readonly UserEvent[];

const expiresAt = '2030-01-01T12:15:00.000Z';

export const orderEvents = [
  { ...envelope, type: 'OrderPlaced', data: { ...moved, expiresAt } },
  { ...envelope, type: 'OrderAwaitingPayment', data: { ...moved, lines, total, expiresAt } },
  { ...envelope, type: 'OrderFailed', data: { ...moved, reason: 'OUT_OF_STOCK' } },
  { ...envelope, type: 'OrderPaymentStarted', data: { ...moved, paymentId } },
  { ...envelope, type: 'OrderPaymentFailed', data: { ...moved, paymentId } },
  { ...envelope, type: 'OrderPaid', data: { ...moved, lines, total, paymentId } },
  { ...envelope, type: 'OrderFulfilling', data: moved },
  { ...envelope, type: 'OrderShipped', data: moved },
  { ...envelope, type: 'OrderDelivered', data: moved },
  { ...envelope, type: 'OrderExpired', data: moved },
  { ...envelope, type: 'OrderCancelled', data: { ...moved, cancelledBy: 'customer', paymentId } },
] as const satisfies readonly OrderIntegrationEvent[];

export const paymentEvents = [
  { ...envelope, type: 'PaymentProcessed', data: { ...payment, status: 'SUCCEEDED', processedAt } },
  { ...envelope, type: 'PaymentProcessed', data: { ...payment, status: 'DECLINED', processedAt } },
  { ...envelope, type: 'PaymentProcessed', data: { ...payment, status: 'FAILED', processedAt } },
  { ...envelope, type: 'PaymentProcessed', data: { ...payment, status: 'VOIDED', processedAt } },
  { ...envelope, type: 'PaymentRefunded', data: { ...payment, refundedAt: processedAt } },
] as const satisfies readonly PaymentEvent[];
