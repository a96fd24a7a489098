import { randomBytes } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';
import type { Passwords } from '../ports.ts';
import { makeHashQueue } from './hashQueue.ts';

/** Argon2id, the package's default, as OWASP's password storage cheat sheet has it: 19 MiB, 2 passes, 1 thread. */
const ARGON2ID: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** About three seconds of work: who would wait longer is better told at once. */
const WAITING_FOR_EACH = 100;

/** Argon2id with a bound on how many are computed at once: an unbounded number would take all cores and memory. */
export async function makeArgon2Passwords({ atOnce }: { atOnce: number }): Promise<Passwords> {
  const inTurn = makeHashQueue({ atOnce, waiting: atOnce * WAITING_FOR_EACH });
  const nobodys = await hash(randomBytes(32), ARGON2ID);
  return {
    hash: (password) => inTurn(() => hash(password, ARGON2ID)),
    verify: (password, stored) =>
      inTurn(async () => {
        const isRight = await verify(stored ?? nobodys, password);
        return isRight && stored !== undefined;
      }),
  };
}
