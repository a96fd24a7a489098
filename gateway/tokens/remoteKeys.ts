import type { KeyObject } from 'node:crypto';
import { type Dispatcher, request } from 'undici';
import { AppError, messageOf } from '#kernel/errors.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { jwks, type KeySource, pick, readKeys } from './keySource.ts';

type Options = {
  readonly url: string;
  readonly algorithm: string;
  readonly kids?: readonly string[] | undefined;
  /** How often the set is read again, in milliseconds. */
  readonly refreshMs: number;
  /** The shortest time between two readings, however many unknown keys tokens name; doubled with each failure. */
  readonly pauseMs?: number;
  readonly connections?: Dispatcher;
};

const ANSWER_MS = 5_000;
const MOST_BYTES = 1_000_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * The key set (JWKS) of an issuer, by the address in the configuration: never by one that a token names. New keys are found
 * at the next reading, or when a token names one that is not known. While the address can't be reached the last set stays.
 * The first reading may fail too: until one succeeds nobody can say of a token whether it is good, and the gateway is not ready.
 */
export async function remoteKeys(
  options: Options,
  { logger, health, onStop }: Pick<Scope, 'logger' | 'health' | 'onStop'>,
): Promise<KeySource> {
  const { refreshMs, pauseMs = 1_000 } = options;
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let said = '';
  let failures = 0;
  let mayReadAt = 0;
  let reading: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;
  const isMissing = () => said === '';

  const readOnce = async () => {
    try {
      const text = await fetchKeys(options);
      if (text !== said) keys = readKeys(jwks.parse(JSON.parse(text)), options);
      said = text;
      failures = 0;
    } catch (error) {
      failures += 1;
      logger.warn({ reason: messageOf(error), failures }, 'the key set can not be read: the last one stays');
    }
    const pause = Math.min(pauseMs * 2 ** failures, LONGEST_PAUSE_MS);
    mayReadAt = Date.now() + pause;
    reading = undefined;
    // Tokens may name no key, so that nothing else would ask for it before long.
    if (isMissing()) again = setTimeout(() => void read(), pause).unref();
  };
  const read = (): Promise<void> => {
    reading ??= readOnce();
    return reading;
  };

  await read();
  const timer = setInterval(() => void read(), refreshMs).unref();
  onStop(() => {
    clearInterval(timer);
    clearTimeout(again);
  });
  health.add("the issuer's keys", () => (isMissing() ? 'not read yet' : 'up'));
  return {
    isMissing,
    keyFor: (kid) => pick(keys, kid),
    lookFor: async (kid) => {
      if (pick(keys, kid)) return;
      if (reading || Date.now() >= mayReadAt) await read();
    },
    current: () => keys,
  };
}

/** As it is written. */
async function fetchKeys({ url, connections }: Options): Promise<string> {
  const { statusCode, body } = await request(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(ANSWER_MS),
    ...(connections && { dispatcher: connections }),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new AppError('UNAVAILABLE', 'NO_KEY_SET', `status ${statusCode}`);
  if (text.length > MOST_BYTES) throw new AppError('UNAVAILABLE', 'NO_KEY_SET', 'the key set is too large');
  return text;
}
