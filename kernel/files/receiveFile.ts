import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import { fileTooLarge, uploadIncomplete } from './fileRefusals.ts';
import type { FileRules, FileStore, StoredFile } from './fileStore.ts';

/** Stores the body of a request, byte by byte as it was sent. @throws AppError as `FileStore.write` does. */
export async function receiveFile(
  files: Pick<FileStore, 'write'>,
  request: IncomingMessage,
  rules: FileRules,
): Promise<StoredFile> {
  // Said before the body is read, where the client says how long it is.
  if (Number(request.headers['content-length']) > rules.maxBytes) throw fileTooLarge(rules.maxBytes);
  return files.write(bodyOf(request), rules);
}

/** The body as it comes in. The request stays open when the reader stops, so that it can still be answered. */
export async function* bodyOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* request.iterator({ destroyOnReturn: false });
  } catch (error) {
    // What the reader throws does not come here; this is the client that left.
    throw error instanceof AppError ? error : uploadIncomplete(error);
  }
}
