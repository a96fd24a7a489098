import type { IncomingMessage } from 'node:http';
import type { Operation } from '../execution/port.ts';
import { HttpRefusal } from './httpRefusal.ts';

/** Of a body, in bytes. */
/** Of bytes, unless another limit is set. */
export const MAX_BODY = 100 * 1024;
/** So many times the limit is read of a body that is over it. */
const PATIENCE = 10;

/**
 * The content type of a POST must be `application/json`: a browser then asks first (CORS preflight), so that no page of
 * another origin can make a visitor's browser send one.
 *
 * @throws HttpRefusal 415.
 */
export function checkContentType(headers: IncomingMessage['headers']): void {
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) {
    throw new HttpRefusal(415, 'CONTENT_TYPE_NOT_SUPPORTED', 'the content type must be application/json, in UTF-8');
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new HttpRefusal(415, 'CONTENT_ENCODING_NOT_SUPPORTED', 'the body must not be compressed');
  }
}

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;

/** The operation of a POST, from its body. @throws HttpRefusal 400. */
export const operationFromText = (body: string): Operation => readOperation(parseJson(body, 'the body'));

/** The operation of a GET, from the query string. @throws HttpRefusal 400. */
export function operationFromUrl(url: string): Operation {
  const { searchParams } = new URL(url, 'http://gateway');
  const json = (name: string) => {
    const text = searchParams.get(name);
    return text ? parseJson(text, name) : undefined;
  };
  return readOperation({
    query: searchParams.get('query') ?? undefined,
    operationName: searchParams.get('operationName') ?? undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

/** GraphQL over HTTP, section 5.1. @throws HttpRefusal 400. */
export function readOperation(parameters: unknown): Operation {
  if (Array.isArray(parameters)) throw bad('BATCHING_OFF', 'send one operation per request: batching is off');
  if (!isObject(parameters)) throw bad('NOT_AN_OPERATION', 'the request must be a JSON object with a query');
  const { query, operationName, variables, extensions } = parameters;
  if (extensions != null && !isObject(extensions)) throw bad('BAD_EXTENSIONS', 'extensions must be an object');
  const persistedHash = persistedHashIn(extensions?.['persistedQuery']);
  const text = textIn(query, persistedHash);
  if (operationName != null && typeof operationName !== 'string') {
    throw bad('BAD_OPERATION_NAME', 'operationName must be a string');
  }
  if (variables != null && !isObject(variables)) throw bad('BAD_VARIABLES', 'variables must be an object');
  if (isDeeperThan(DEEPEST, variables)) throw bad('BAD_VARIABLES', `variables have at most ${DEEPEST} levels`);
  return {
    query: text,
    operationName: operationName || undefined,
    variables: variables ?? {},
    ...(persistedHash !== undefined && { persistedHash }),
  };
}

/** Whatever writes values as JSON calls itself for each level, and would end for want of a stack. */
const DEEPEST = 100;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels < 0) return true;
  for (const inner of Object.values(value)) if (isDeeperThan(levels - 1, inner)) return true;
  return false;
}

/** Empty only where a hash stands for it. */
function textIn(query: unknown, persistedHash: string | undefined): string {
  if (query == null && persistedHash !== undefined) return '';
  if (typeof query === 'string' && (query !== '' || persistedHash !== undefined)) return query;
  throw bad('NO_QUERY', 'query must be a GraphQL document');
}

/** https://www.apollographql.com/docs/apollo-server/performance/apq */
function persistedHashIn(persisted: unknown): string | undefined {
  if (persisted == null) return undefined;
  const { version, sha256Hash } = isObject(persisted) ? persisted : {};
  if (version === 1 && typeof sha256Hash === 'string' && sha256Hash !== '') return sha256Hash;
  throw bad('BAD_PERSISTED_QUERY', 'persistedQuery needs version 1 and a sha256Hash');
}

/**
 * A body that is too large is read on a little, unkept: a client that is still sending wouldn't hear the answer.
 *
 * @throws HttpRefusal 400, 413.
 */
export function readBody(request: IncomingMessage, mostBytes = MAX_BODY): Promise<string> {
  // By events: an async iterator costs more than all else that is done with a body.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const incomplete = () => reject(bad('BODY_INCOMPLETE', 'the request ended in the middle of its body'));
    const finish = () => {
      request.off('data', take).off('close', incomplete);
      if (size <= mostBytes) resolve(Buffer.concat(chunks, size).toString('utf8'));
      else reject(new HttpRefusal(413, 'BODY_TOO_LARGE', `the body must not exceed ${mostBytes} bytes`));
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      if (size > PATIENCE * mostBytes) finish();
    };
    request.on('data', take).once('end', finish).once('close', incomplete).on('error', incomplete);
  });
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad('BAD_JSON', `${what} is not JSON`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bad = (reason: string, message: string) => new HttpRefusal(400, reason, message);
