import { describe, expect, it } from 'vitest';
import { type AccountCommand, decideAccount, evolveAccount } from './administration.ts';
import type { Account } from './user.ts';

const now = new Date('2030-01-01T12:00:00Z');
const customer: Account = {
  id: 'u1',
  name: 'Ana Pop',
  email: 'ana@bazaar.example',
  isEmailVerified: true,
  locale: 'en',
  phone: null,
  roles: ['customer'],
  createdAt: now,
  passwordHash: '$argon2id$',
  isDisabled: false,
};
const admin: Account = { ...customer, roles: ['customer', 'admin'] };
const banned: Account = { ...customer, isDisabled: true, ban: { at: now, reason: 'fraud' } };

const ban: AccountCommand = { type: 'BanUser', by: 'boss', reason: 'fraud', now };
const decide = (account: Account, command: AccountCommand, hasOtherAdmin = true) =>
  decideAccount(account, command, hasOtherAdmin);
const setRoles = (...roles: Account['roles']): AccountCommand => ({ type: 'SetRoles', roles });

describe('banning', () => {
  it('keeps when and why, and no session starts any more', () => {
    const [event] = decide(customer, ban);

    expect(event).toEqual({ type: 'UserBanned', reason: 'fraud', at: now });
    expect(event && evolveAccount(customer, event)).toEqual(banned);
  });

  it('leaves the first ban as it is when repeated', () => {
    expect(decide(banned, { ...ban, reason: 'another' })).toEqual([]);
  });

  it('is not for oneself', () => {
    expect(() => decide(admin, { ...ban, by: admin.id })).toThrow(
      expect.objectContaining({ reason: 'CANNOT_BAN_YOURSELF' }),
    );
  });

  it('ends with an unban, which may be repeated', () => {
    const [event] = decide(banned, { type: 'UnbanUser' });

    expect(event && evolveAccount(banned, event)).toEqual(customer);
    expect(decide(customer, { type: 'UnbanUser' })).toEqual([]);
  });
});

describe('the roles of a user', () => {
  it('become exactly those that are given, each once', () => {
    const [event] = decide(customer, setRoles('admin', 'seller', 'admin'));

    expect(event).toEqual({ type: 'UserRolesChanged', roles: ['seller', 'admin'] });
    expect(event && evolveAccount(customer, event)).toMatchObject({ roles: ['seller', 'admin'], isDisabled: false });
  });

  it('are left alone when they are the same, in whatever order', () => {
    expect(decide(admin, setRoles('admin', 'customer'))).toEqual([]);
  });
});

describe('the last admin', () => {
  it.each([ban, setRoles('customer'), { type: 'DeleteUser' } as const])('can not go by %j', (command) => {
    expect(() => decide(admin, command, false)).toThrow(expect.objectContaining({ reason: 'LAST_ADMIN' }));
    expect(decide(admin, command, true)).toHaveLength(1);
    expect(decide(customer, setRoles('seller'), false)).toHaveLength(1);
  });

  it('may be given more roles', () => {
    expect(decide(admin, setRoles('customer', 'seller', 'admin'), false)).toHaveLength(1);
  });

  it('is not one that is banned', () => {
    const away: Account = { ...banned, roles: ['admin'] };
    expect(decide(away, { type: 'DeleteUser' }, false)).toEqual([{ type: 'UserDeleted' }]);
  });
});
