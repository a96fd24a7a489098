import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Operation } from '../execution/port.ts';

/** Texts by their hash, as clients register them. Bounded; what it forgets is registered again. */
export type OperationTexts = {
  get(hash: string): Promise<string | undefined> | string | undefined;
  set(hash: string, query: string): Promise<void> | void;
};

/** Operations that were known before: id → text. */
export type Manifest = ReadonlyMap<string, string>;

export type PersistedSettings = {
  /** Clients may send a hash for a text that they sent before (APQ). */
  readonly automatic: boolean;
  readonly texts?: OperationTexts;
  readonly manifest?: Manifest | undefined;
  /** `log` lets everything pass and tells what `enforce` would refuse. `ids` refuses even listed texts. */
  readonly safelist: 'off' | 'log' | 'enforce' | 'ids';
};

export type Persisted = {
  /**
   * The operation with its text. @throws GraphQLError PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_NOT_SUPPORTED,
   * QUERY_NOT_IN_SAFELIST, PERSISTED_QUERY_ID_REQUIRED; AppError BAD_USER_INPUT (PERSISTED_QUERY_HASH_MISMATCH).
   */
  textOf(operation: Operation): Operation | Promise<Operation>;
  /** Remembers a text that came with its hash and turned out to be an operation. */
  remember(operation: Operation): Promise<void>;
};

const MOST_TEXT = 5_000_000;

export function inMemoryTexts(): OperationTexts {
  const texts = new LRUCache<string, string>({ maxSize: MOST_TEXT, sizeCalculation: (text) => text.length || 1 });
  return { get: (hash) => texts.get(hash), set: (hash, query) => void texts.set(hash, query) };
}

/**
 * Automatic persisted queries (https://www.apollographql.com/docs/apollo-server/performance/apq) and a safelist
 * (https://www.apollographql.com/docs/graphos/platform/security/persisted-queries), with Apollo Router's codes.
 */
export function makePersisted(settings: PersistedSettings, logger: Logger): Persisted {
  const { automatic, texts = inMemoryTexts(), manifest = new Map<string, string>(), safelist } = settings;
  const listed = new Set(manifest.values());

  const byHash = async (operation: Operation, hash: string): Promise<Operation> => {
    const query = manifest.get(hash) ?? (automatic ? await texts.get(hash) : undefined);
    if (query !== undefined) return { ...operation, query };
    if (!automatic && manifest.size === 0) throw refusal('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
    throw refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
  };

  return {
    textOf: (operation) => {
      const { query, persistedHash: hash } = operation;
      if (query === '' && hash !== undefined) {
        return byHash(operation, hash).then((known) => {
          if (!manifest.has(hash)) checkSafelist(known.query);
          return known;
        });
      }
      if (hash !== undefined && automatic && hashOf(query) !== hash) throw mismatch();
      checkSafelist(query);
      return operation;
    },
    remember: async ({ query, persistedHash: hash }) => {
      if (automatic && hash !== undefined && !manifest.has(hash)) await texts.set(hash, query);
    },
  };

  function checkSafelist(query: string): void {
    if (safelist === 'off' || (safelist !== 'ids' && listed.has(query))) return;
    if (safelist === 'log') logger.warn({ query: hashOf(query) }, 'an operation is not in the safelist');
    else throw unlisted(query);
  }

  function unlisted(query: string): GraphQLError {
    return listed.has(query)
      ? refusal('PERSISTED_QUERY_ID_REQUIRED', 'only ids of known operations are taken here, not their text')
      : refusal('QUERY_NOT_IN_SAFELIST', 'only known operations are taken here, and this is none of them');
  }
}

const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');

/** Apollo's clients know these codes and messages. */
const refusal = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });

const mismatch = () =>
  new AppError('BAD_USER_INPUT', 'PERSISTED_QUERY_HASH_MISMATCH', 'provided sha does not match query');
