import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, messageOf } from '../errors.ts';

/** A JSON Web Key with the id that token headers name (RFC 7517). One that was replaced verifies nothing after `until` (ISO 8601). */
export type Jwk = JsonWebKey & { kid: string; until?: string };
export type Jwks = { keys: Jwk[] };

export type SigningKey = { readonly kid: string; readonly key: KeyObject };

/** Everything one process may know of the keys: all public halves, and only its own private ones. */
export type KeyRing = {
  /** Public keys of user access tokens, by `kid`. */
  readonly tokens: ReadonlyMap<string, KeyObject>;
  /** The same keys as other verifiers fetch them. */
  readonly tokensJwks: Jwks;
  /** Public keys of call credentials, by `kid`; each belongs to one service. */
  readonly calls: ReadonlyMap<string, { readonly service: string; readonly key: KeyObject }>;
  /** This service's own key for call credentials. */
  readonly call: SigningKey;
  /** Signs user access tokens; only the users service has it. */
  readonly token: SigningKey | undefined;
};

type SigningKeys = { call: Jwk; token?: Jwk };
/** `next` signs in their place after `from` (ISO 8601): until then everybody has time to learn its public half. */
export type PrivateKeys = SigningKeys & { next?: SigningKeys & { from: string } };
/** All keys of an installation, as `writeKeys` lays them out: two public files and one private file per service. */
export type KeySet = { tokens: Jwks; calls: Jwks; privates: Record<string, PrivateKeys> };

const TOKENS = 'tokens.public.json';
const CALLS = 'calls.public.json';
const STAMP_BYTES = 3;
const PRIVATE = '.private.json';
const privateFile = (service: string) => `${service}${PRIVATE}`;

/** New ES256 keys: one pair per service for call credentials, and one for access tokens held by `tokenIssuer`. */
export function makeKeys(services: readonly string[], tokenIssuer: string): KeySet {
  const token = newKey(`tokens-${stamp()}`);
  const calls = services.map((service) => ({ service, ...newKey(`${service}-${stamp()}`) }));
  const privates = calls.map(({ service, secret }): [string, PrivateKeys] => [
    service,
    service === tokenIssuer ? { call: secret, token: token.secret } : { call: secret },
  ]);
  return {
    tokens: { keys: [token.open] },
    calls: { keys: calls.map(({ service, open }) => ({ ...open, service })) },
    privates: Object.fromEntries(privates),
  };
}

/** Writes the set below `dir`; private files are readable by their owner only. Whoever reads meanwhile finds whole files. */
export function writeKeys(dir: string, { tokens, calls, privates }: KeySet): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const [service, secret] of Object.entries(privates)) write(dir, privateFile(service), secret);
  write(dir, CALLS, calls);
  // The last: a folder that has it has a whole set.
  write(dir, TOKENS, tokens);
}

/** What `writeKeys` wrote below `dir`, or a part of it. @throws Error when the public files are not there. */
export function readKeySet(dir: string): KeySet {
  const names = readdirSync(dir).filter((file) => file.endsWith(PRIVATE));
  const privates = names.map((file): [string, PrivateKeys] => [file.slice(0, -PRIVATE.length), read(dir, file)]);
  return { tokens: read(dir, TOKENS), calls: read(dir, CALLS), privates: Object.fromEntries(privates) };
}

/**
 * Makes keys for services that have come since the set below `dir` was written; what is there stays as it is. Processes
 * that run find the new public halves there.
 *
 * @returns the names of these services.
 */
export function addKeys(dir: string, services: readonly string[]): string[] {
  const fresh = services.filter((service) => !existsSync(join(dir, privateFile(service))));
  if (fresh.length === 0) return [];
  const { calls, privates } = makeKeys(fresh, '');
  const known: Jwks = read(dir, CALLS);
  write(dir, CALLS, { keys: [...known.keys, ...calls.keys] });
  for (const [service, secret] of Object.entries(privates)) write(dir, privateFile(service), secret);
  return fresh;
}

/** @throws AppError BAD_USER_INPUT (NO_KEYS) when a file is missing or is not what `writeKeys` wrote. */
export function loadKeys(dir: string, service: string): KeyRing {
  try {
    const own: PrivateKeys = read(dir, privateFile(service));
    return keyRing({ tokens: read(dir, TOKENS), calls: read(dir, CALLS), privates: { [service]: own } }, service);
  } catch (error) {
    const message = `no keys for ${service} in ${dir} (${messageOf(error)}): run \`npm run keys\`, or set KEYS_DIR`;
    throw new AppError('BAD_USER_INPUT', 'NO_KEYS', message, { cause: error });
  }
}

/** One service's view of a key set, at this moment. @throws AppError NOT_FOUND (NO_KEYS) for a service that is not in it. */
export function keyRing({ tokens, calls, privates }: KeySet, service: string, now = new Date()): KeyRing {
  const own = privates[service];
  if (!own) throw new AppError('NOT_FOUND', 'NO_KEYS', `the key set has no key for ${service}`);
  const { call, token } = signingKeysOf(own, now);
  const good = tokens.keys.filter((jwk) => !isOver(jwk, now));
  return {
    tokens: new Map(good.map((jwk) => [jwk.kid, publicKey(jwk)])),
    tokensJwks: { keys: good.map(({ until: _, ...jwk }) => jwk) },
    calls: new Map(
      calls.keys
        .filter((jwk) => !isOver(jwk, now))
        .map((jwk) => [jwk.kid, { service: String(jwk['service']), key: publicKey(jwk) }]),
    ),
    call: signingKey(call),
    token: token && signingKey(token),
  };
}

/** Whether a key was replaced, and its time has passed. */
export const isOver = ({ until }: Jwk, now: Date): boolean => until !== undefined && Date.parse(until) <= now.getTime();

/** What signs at this moment. */
export const signingKeysOf = ({ next, call, token }: PrivateKeys, now: Date): SigningKeys =>
  next && Date.parse(next.from) <= now.getTime() ? next : { call, ...(token && { token }) };

function newKey(kid: string): { secret: Jwk; open: Jwk } {
  const { privateKey, publicKey: open } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const named = (key: KeyObject): Jwk => ({ ...key.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' });
  return { secret: named(privateKey), open: named(open) };
}

/** The day for people, and what tells two keys of one day apart. */
const stamp = () =>
  `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(STAMP_BYTES).toString('hex')}`;
const publicKey = (jwk: Jwk) => createPublicKey({ key: jwk, format: 'jwk' });
const signingKey = (jwk: Jwk): SigningKey => ({ kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) });
const read = (dir: string, file: string) => JSON.parse(readFileSync(join(dir, file), 'utf8'));

function write(dir: string, file: string, content: unknown): void {
  const path = join(dir, file);
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, {
    mode: file.endsWith(PRIVATE) ? 0o600 : 0o644,
  });
  renameSync(`${path}.new`, path);
}
