import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, messageOf } from '../errors.ts';

/** A JSON Web Key with the id that token headers name (RFC 7517). */
export type Jwk = JsonWebKey & { kid: string };
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

type PrivateKeys = { call: Jwk; token?: Jwk };
/** All keys of an installation, as `writeKeys` lays them out: two public files and one private file per service. */
export type KeySet = { tokens: Jwks; calls: Jwks; privates: Record<string, PrivateKeys> };

const TOKENS = 'tokens.public.json';
const CALLS = 'calls.public.json';
const privateFile = (service: string) => `${service}.private.json`;

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

/** Writes the set below `dir`; private files are readable by their owner only. */
export function writeKeys(dir: string, { tokens, calls, privates }: KeySet): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const [service, secret] of Object.entries(privates)) {
    writeFileSync(join(dir, privateFile(service)), toJson(secret), { mode: 0o600 });
  }
  writeFileSync(join(dir, TOKENS), toJson(tokens));
  writeFileSync(join(dir, CALLS), toJson(calls));
}

/**
 * Makes keys for services that have come since the set below `dir` was written; what is there stays as it is. Processes
 * that run read the new public halves when they start again.
 *
 * @returns the names of these services.
 */
export function addKeys(dir: string, services: readonly string[]): string[] {
  const fresh = services.filter((service) => !existsSync(join(dir, privateFile(service))));
  if (fresh.length === 0) return [];
  const { calls, privates } = makeKeys(fresh, '');
  const known: Jwks = JSON.parse(readFileSync(join(dir, CALLS), 'utf8'));
  writeFileSync(join(dir, CALLS), toJson({ keys: [...known.keys, ...calls.keys] }));
  for (const [service, secret] of Object.entries(privates)) {
    writeFileSync(join(dir, privateFile(service)), toJson(secret), { mode: 0o600 });
  }
  return fresh;
}

/** @throws AppError BAD_USER_INPUT (NO_KEYS) when a file is missing or is not what `writeKeys` wrote. */
export function loadKeys(dir: string, service: string): KeyRing {
  try {
    const read = (file: string) => JSON.parse(readFileSync(join(dir, file), 'utf8'));
    return keyRing(
      { tokens: read(TOKENS), calls: read(CALLS), privates: { [service]: read(privateFile(service)) } },
      service,
    );
  } catch (error) {
    const message = `no keys for ${service} in ${dir} (${messageOf(error)}): run \`npm run keys\`, or set KEYS_DIR`;
    throw new AppError('BAD_USER_INPUT', 'NO_KEYS', message, { cause: error });
  }
}

/** One service's view of a key set. @throws AppError NOT_FOUND (NO_KEYS) for a service that is not in it. */
export function keyRing({ tokens, calls, privates }: KeySet, service: string): KeyRing {
  const own = privates[service];
  if (!own) throw new AppError('NOT_FOUND', 'NO_KEYS', `the key set has no key for ${service}`);
  return {
    tokens: new Map(tokens.keys.map((jwk) => [jwk.kid, publicKey(jwk)])),
    tokensJwks: tokens,
    calls: new Map(calls.keys.map((jwk) => [jwk.kid, { service: String(jwk['service']), key: publicKey(jwk) }])),
    call: signingKey(own.call),
    token: own.token && signingKey(own.token),
  };
}

function newKey(kid: string): { secret: Jwk; open: Jwk } {
  const { privateKey, publicKey: open } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const named = (key: KeyObject): Jwk => ({ ...key.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' });
  return { secret: named(privateKey), open: named(open) };
}

const stamp = () => new Date().toISOString().slice(0, 10).replaceAll('-', '');
const publicKey = (jwk: Jwk) => createPublicKey({ key: jwk, format: 'jwk' });
const signingKey = (jwk: Jwk): SigningKey => ({ kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) });
const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
