import type { SwitchName } from '../domain/preferences.ts';
import type { PreferenceStore } from '../ports.ts';

/** Preferences in memory, for tests. */
export function memoryPreferences(): PreferenceStore {
  const offs = new Map<string, readonly SwitchName[]>();
  const tokens = new Map<string, string>();
  const offOf = (userId: string) => offs.get(userId) ?? [];
  return {
    offOf: async (userId) => offOf(userId),
    change: async (userId, { off, on }) => {
      const kept = offOf(userId).filter((name) => !on.includes(name));
      offs.set(userId, [...new Set([...kept, ...off])]);
      return offOf(userId);
    },
    tokenOf: async (userId, fresh) => {
      const token = tokens.get(userId) ?? fresh;
      tokens.set(userId, token);
      return token;
    },
    userOfToken: async (token) => [...tokens].find(([, known]) => known === token)?.[0] ?? null,
    erase: async (userId) => {
      offs.delete(userId);
      tokens.delete(userId);
    },
  };
}
