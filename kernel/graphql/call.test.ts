import { expect, it } from 'vitest';
import { anonymous } from '../auth/principal.ts';
import { CLIENT_ADDRESS_HEADER, callOf } from './call.ts';

const headers = { [CLIENT_ADDRESS_HEADER]: '203.0.113.7' };
const callBy = (caller: string) =>
  callOf({ identifyCaller: () => caller, identifyUser: () => anonymous }, headers).clientAddress;

it('believes the gateway where a request comes from, and nobody else', () => {
  expect(callBy('gateway')).toBe('203.0.113.7');
  expect(callBy('orders')).toBeUndefined();
});
