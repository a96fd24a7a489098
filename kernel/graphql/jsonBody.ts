import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

const MAX_BODY = 256 * 1024;

/**
 * The JSON of a request's body. What is too large is read to its end, unkept: a caller that is still sending would not hear the
 * answer, and callers are services.
 *
 * @throws AppError BAD_USER_INPUT (BAD_BODY, BODY_TOO_LARGE, CONTENT_TYPE_NOT_SUPPORTED, CONTENT_ENCODING_NOT_SUPPORTED).
 */
export async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!/^application\/json\b/i.test(type)) {
    throw new AppError('BAD_USER_INPUT', 'CONTENT_TYPE_NOT_SUPPORTED', 'the content type must be application/json');
  }
  if (encoding !== 'identity') {
    throw new AppError('BAD_USER_INPUT', 'CONTENT_ENCODING_NOT_SUPPORTED', 'the body must not be compressed');
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badBody('the body is not JSON', error);
  }
}

function readText(request: IncomingMessage): Promise<string> {
  // By events: an async iterator costs more than all else that is done with a body.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
    });
    request.once('end', () => {
      if (size <= MAX_BODY) resolve(Buffer.concat(chunks, size).toString('utf8'));
      else reject(new AppError('BAD_USER_INPUT', 'BODY_TOO_LARGE', `the body must not exceed ${MAX_BODY} bytes`));
    });
    const incomplete = () => reject(badBody('the request ended in the middle of its body'));
    request.once('close', incomplete).once('error', incomplete);
  });
}

const badBody = (message: string, cause?: unknown) => new AppError('BAD_USER_INPUT', 'BAD_BODY', message, { cause });
