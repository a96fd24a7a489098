import { decideChange } from '../domain/preferences.ts';
import type { PreferenceStore, Unsubscribe } from '../ports.ts';

type Deps = { store: Pick<PreferenceStore, 'userOfToken' | 'change'> };

/** Repeatable. @throws AppError REFUSED (MANDATORY_NOTIFICATION). */
export const makeUnsubscribe =
  ({ store }: Deps): Unsubscribe =>
  async ({ token, category }) => {
    const userId = await store.userOfToken(token);
    if (userId === null) return false;
    await store.change(userId, decideChange([{ category, channel: 'EMAIL', enabled: false }]));
    return true;
  };
