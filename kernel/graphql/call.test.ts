import { expect, it } from 'vitest';
import { anonymous } from '../auth/principal.ts';
import { CAUSATION_ID_HEADER } from '../callContext.ts';
import { CLIENT_ADDRESS_HEADER, callOf } from './call.ts';

const headers = { [CLIENT_ADDRESS_HEADER]: '203.0.113.7' };
const calledBy = (caller: string, sent = {}) =>
  callOf({ identifyCaller: () => caller, identifyUser: () => anonymous }, { ...headers, ...sent });
const callBy = (caller: string) => calledBy(caller).clientAddress;

it('believes the gateway where a request comes from, and nobody else', () => {
  expect(callBy('gateway')).toBe('203.0.113.7');
  expect(callBy('orders')).toBeUndefined();
});

it('believes services what a call follows from; what people ask for follows from nothing', () => {
  const causation = (caller: string, id: string) => calledBy(caller, { [CAUSATION_ID_HEADER]: id }).causationId;

  expect(causation('payments', 'payment:4711:PaymentAuthorized')).toBe('payment:4711:PaymentAuthorized');
  expect(causation('gateway', 'payment:4711:PaymentAuthorized')).toBeUndefined();
  expect(causation('payments', 'no id\nat all')).toBeUndefined();
});
