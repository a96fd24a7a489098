import { describe, expect, it } from 'vitest';
import { makeArgon2Passwords } from './argon2Passwords.ts';

const passwords = await makeArgon2Passwords({ atOnce: 2 });

describe('passwords', () => {
  it('are hashed with Argon2id, 19 MiB, 2 passes, and a salt of their own', async () => {
    const hashes = [await passwords.hash('correct horse'), await passwords.hash('correct horse')];

    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it('are right or wrong', async () => {
    const hash = await passwords.hash('correct horse');

    expect(await passwords.verify('correct horse', hash)).toBe(true);
    expect(await passwords.verify('correct mouse', hash)).toBe(false);
  });

  it('are wrong without a hash, and take as long to be', async () => {
    const hash = await passwords.hash('correct horse');
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const time = async (whose: keyof typeof times) => {
      const start = performance.now();
      expect(await passwords.verify('wrong horse', whose === 'known' ? hash : undefined)).toBe(false);
      times[whose].push(performance.now() - start);
    };
    // By turns, so that a busy machine slows both down alike.
    for (let round = 0; round < 9; round += 1) {
      await time('known');
      await time('unknown');
    }

    const [known, unknown] = [medianOf(times.known), medianOf(times.unknown)];
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });
});

const medianOf = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
