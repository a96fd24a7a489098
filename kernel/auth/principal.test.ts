import { describe, expect, it } from 'vitest';
import { anonymous, isAdmin, type Principal, requireAdmin, requireUser } from './principal.ts';

const customer: Principal = { kind: 'user', userId: 'u1', sessionId: 's1', roles: ['customer'], expiresAt: new Date() };
const admin: Principal = { ...customer, roles: ['customer', 'admin'] };
const service: Principal = { kind: 'service', service: 'orders' };
const signIn = expect.objectContaining({ code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' });

describe('who may go on', () => {
  it('is a person who has signed in, where that is asked', () => {
    expect(requireUser(customer)).toBe(customer);
    for (const nobody of [anonymous, service]) expect(() => requireUser(nobody)).toThrow(signIn);
  });

  it('is an admin, where that is asked', () => {
    expect(requireAdmin(admin)).toBe(admin);
    expect(() => requireAdmin(customer)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN', reason: 'ADMIN_REQUIRED' }),
    );
    for (const nobody of [anonymous, service]) expect(() => requireAdmin(nobody)).toThrow(signIn);
  });

  it('is known without an error too', () => {
    expect([anonymous, service, customer, admin].map(isAdmin)).toEqual([false, false, false, true]);
  });
});
