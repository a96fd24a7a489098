import type { Passwords } from '../ports.ts';

/** Passwords that cost nothing; `verified` tells what was compared with what. */
export function quickPasswords(): Passwords & { verified: (string | undefined)[] } {
  const verified: (string | undefined)[] = [];
  return {
    verified,
    hash: async (password) => `hash of ${password}`,
    verify: async (password, hash) => {
      verified.push(hash);
      return hash === `hash of ${password}`;
    },
  };
}
