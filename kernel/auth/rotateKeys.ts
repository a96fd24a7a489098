import { AppError } from '../errors.ts';
import { ACCESS_TOKEN_SECONDS } from './accessToken.ts';
import { isOver, type Jwk, type KeySet, makeKeys, type PrivateKeys, signingKeysOf } from './keys.ts';

/** Beyond the life of a token: processes that read their keys late, and clocks that differ. */
const SLACK_MS = 5 * 60_000;

type When = { readonly now: Date /** New keys sign from then on. */; readonly from: Date };

/** When keys that are replaced have nothing left to verify, if others sign from then on. */
export const overlapEnds = (from: Date): Date => new Date(from.getTime() + ACCESS_TOKEN_SECONDS * 1_000 + SLACK_MS);

/**
 * New keys beside the old ones. Their public halves are known at once, and they sign after `from`; the old ones verify until
 * `until`. What was over already is left out.
 *
 * @throws AppError REFUSED (ROTATION_UNDER_WAY) while the keys of an earlier one do not sign yet.
 */
export function rotateKeys(old: KeySet, { now, from, until = overlapEnds(from) }: When & { until?: Date }): KeySet {
  for (const [service, { next }] of Object.entries(old.privates)) {
    if (next && Date.parse(next.from) > now.getTime()) throw underWay(service, next.from);
  }
  const [issuer = ''] = Object.entries(old.privates).find(([, { token }]) => token !== undefined) ?? [];
  const fresh = makeKeys(Object.keys(old.privates), issuer);
  const beside = (replaced: readonly Jwk[], added: readonly Jwk[]) => ({
    keys: [
      ...replaced.filter((jwk) => !isOver(jwk, now)).map((jwk) => ({ until: until.toISOString(), ...jwk })),
      ...added,
    ],
  });
  const privates = Object.entries(old.privates).map(([service, own]): [string, PrivateKeys] => {
    const { call, token } = signingKeysOf(own, now);
    const { next: _, ...added } = fresh.privates[service] as PrivateKeys; // made for exactly these services
    return [service, { call, ...(token && { token }), next: { ...added, from: from.toISOString() } }];
  });
  return {
    tokens: beside(old.tokens.keys, fresh.tokens.keys),
    calls: beside(old.calls.keys, fresh.calls.keys),
    privates: Object.fromEntries(privates),
  };
}

const underWay = (service: string, from: string) =>
  new AppError(
    'REFUSED',
    'ROTATION_UNDER_WAY',
    `the next keys (of ${service}, for one) sign from ${from}: rotate after that`,
  );
