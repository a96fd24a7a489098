import { describe, expect, it } from 'vitest';
import { usersUnderTest } from './usersUnderTest.ts';

const REQUEST = `mutation { requestAvatarUpload { uploadUrl method expiresAt maxBytes contentTypes } }`;
const REMOVE = 'mutation { removeAvatar { user { id avatarUrl } } }';
const SHOWN = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { avatarUrl } } }';

const signedIn = (userId: string) => ({ userId, roles: ['customer' as const] });
const URL = 'https://api.example/files/users/avatars/f1';

async function shopWithPicture() {
  const shop = usersUnderTest();
  const { id } = (await shop.register()).user;
  await shop.replaceAvatar(id, 'f1');
  const shownTo = async (who: Parameters<typeof shop.query>[0]) => {
    const { data } = await shop.query(who, SHOWN, { r: [{ __typename: 'User', id }] });
    return (data as { _entities: { avatarUrl: string | null }[] })._entities[0]?.avatarUrl;
  };
  return { ...shop, id, shownTo };
}

describe('the picture of a user', () => {
  it('is shown to the user and to admins, and others hear that the user has changed', async () => {
    const { id, shownTo, typesPublished } = await shopWithPicture();

    expect(await shownTo(signedIn(id))).toBe(URL);
    expect(await shownTo({ userId: 'a1', roles: ['admin'] })).toBe(URL);
    expect(await shownTo(signedIn('somebody-else'))).toBeNull();
    expect(await shownTo(null)).toBeNull();
    expect(typesPublished().at(-1)).toBe('UserUpdated');
  });

  it('is taken away, as often as it is said', async () => {
    const { id, query, shownTo, published } = await shopWithPicture();
    const before = published().length;

    for (const _time of [1, 2]) {
      expect((await query(signedIn(id), REMOVE)).data).toEqual({ removeAvatar: { user: { id, avatarUrl: null } } });
    }
    expect(await shownTo(signedIn(id))).toBeNull();
    expect(published().slice(before)).toEqual([{ type: 'UserUpdated', userId: id }]);
  });

  it('is sent with a ticket that only its user gets', async () => {
    const { id, query } = await shopWithPicture();

    expect((await query(signedIn(id), REQUEST)).data).toEqual({
      requestAvatarUpload: {
        uploadUrl: `https://api.example/files/users/avatars?ticket=ticket-of-${id}`,
        method: 'PUT',
        expiresAt: '2030-01-01T12:05:00.000Z',
        maxBytes: 1_048_576,
        contentTypes: ['image/jpeg', 'image/png', 'image/webp'],
      },
    });
    for (const mutation of [REQUEST, REMOVE]) {
      const { errors } = await query(null, mutation);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' });
    }
  });
});
