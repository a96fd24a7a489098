import type { KeyObject } from 'node:crypto';
import { messageOf } from '../errors.ts';
import type { Scope } from '../lifecycle.ts';
import { type Jwks, type KeyRing, loadKeys, type SigningKey } from './keys.ts';

type Config = { readonly KEYS_DIR: string; readonly KEYS_REFRESH_MS: number };

/**
 * A service's keys as its files have them: they are read again and again, since an operator changes them while it runs. Files
 * that can't be read leave the last keys as they were.
 *
 * @throws AppError BAD_USER_INPUT (NO_KEYS) when there are none at first.
 */
export function openKeys(
  service: string,
  { KEYS_DIR: dir, KEYS_REFRESH_MS: everyMs }: Config,
  { logger, onStop }: Pick<Scope, 'logger' | 'onStop'>,
): KeyRing {
  const keys = new CurrentKeys(loadKeys(dir, service));
  let failures = 0;
  const timer = setInterval(() => {
    try {
      const { token, call } = keys;
      keys.become(loadKeys(dir, service));
      if (keys.call.kid !== call.kid) logger.info({ kid: keys.call.kid }, 'calls are signed by a new key');
      if (token && keys.token?.kid !== token.kid)
        logger.info({ kid: keys.token?.kid }, 'tokens are signed by a new key');
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === 1)
        logger.warn({ reason: messageOf(error) }, 'the keys can not be read again: the last ones stay');
    }
  }, everyMs).unref();
  onStop(() => clearInterval(timer));
  return keys;
}

/** `tokens` and `calls` are the same objects until their keys change, so that others know what they remember to be good. */
class CurrentKeys implements KeyRing {
  #ring: KeyRing;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  get tokens(): ReadonlyMap<string, KeyObject> {
    return this.#ring.tokens;
  }

  get tokensJwks(): Jwks {
    return this.#ring.tokensJwks;
  }

  get calls(): KeyRing['calls'] {
    return this.#ring.calls;
  }

  get call(): SigningKey {
    return this.#ring.call;
  }

  get token(): SigningKey | undefined {
    return this.#ring.token;
  }

  become(ring: KeyRing): void {
    const { tokens, calls } = this.#ring;
    this.#ring = {
      ...ring,
      tokens: haveSameNames(tokens, ring.tokens) ? tokens : ring.tokens,
      calls: haveSameNames(calls, ring.calls) ? calls : ring.calls,
    };
  }
}

const haveSameNames = (some: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>): boolean =>
  some.size === others.size && [...some.keys()].every((kid) => others.has(kid));
