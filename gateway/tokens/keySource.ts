import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Keys that tokens may be signed with. */
export type KeySource = {
  /** @param kid as the token's header names it; without one, the only key there is. */
  keyFor(kid: string | undefined): KeyObject | undefined;
  /** Resolves when a key that was not known could have become known. It never rejects. */
  lookFor(kid: string | undefined): Promise<void>;
  /** No key was ever had: nobody can say whether a token is good. */
  isMissing?(): boolean;
  /** Stands for all keys there are now: another one once they are others. */
  current(): object;
};

export const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })).min(1) });
export type Jwks = z.infer<typeof jwks>;

type Filter = {
  /** The one algorithm in use: a key that says to be for another one is left out. */
  readonly algorithm: string;
  /** Only these keys count, where it is given. */
  readonly kids?: readonly string[] | undefined;
};

type Keys = ReadonlyMap<string, KeyObject>;

/**
 * The public keys of a set (RFC 7517) that may verify tokens here. Symmetric keys never do. A key that is not understood is
 * left out, and the others count (section 5).
 */
export function readKeys({ keys }: Jwks, { algorithm, kids }: Filter): Keys {
  const usable = keys.filter(({ kty, kid, alg, use }) => {
    const allowed = kids === undefined || (kid !== undefined && kids.includes(kid));
    return kty !== 'oct' && allowed && (alg ?? algorithm) === algorithm && (use ?? 'sig') === 'sig';
  });
  return new Map(
    usable.flatMap((key): [string, KeyObject][] => {
      const read = publicKeyOf(key);
      return read ? [[key.kid ?? '', read]] : [];
    }),
  );
}

function publicKeyOf(key: Jwks['keys'][number]): KeyObject | undefined {
  try {
    return createPublicKey({ key: key as JsonWebKey, format: 'jwk' }); // node checks it
  } catch {
    return undefined;
  }
}

/** Keys that never change. */
export const staticKeys = (set: Jwks, filter: Filter): KeySource => {
  const keys = readKeys(set, filter);
  return { keyFor: (kid) => pick(keys, kid), lookFor: async () => {}, current: () => keys };
};

export function pick(keys: Keys, kid: string | undefined): KeyObject | undefined {
  if (kid !== undefined) return keys.get(kid);
  return keys.size === 1 ? [...keys.values()][0] : undefined;
}
