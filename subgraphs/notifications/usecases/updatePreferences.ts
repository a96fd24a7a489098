import { type Choice, decideChange, type SwitchName } from '../domain/preferences.ts';
import type { PreferenceStore } from '../ports.ts';

type Deps = { store: Pick<PreferenceStore, 'change'> };

/** What is not named stays. Repeatable. @throws AppError REFUSED (MANDATORY_NOTIFICATION): then nothing is changed. */
export const makeUpdatePreferences =
  ({ store }: Deps) =>
  (userId: string, wishes: readonly Choice[]): Promise<readonly SwitchName[]> =>
    store.change(userId, decideChange(wishes));
