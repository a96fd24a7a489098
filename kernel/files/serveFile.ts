import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { noSuchFile } from './fileRefusals.ts';
import type { ByteRange, FileStore, StoredFile } from './fileStore.ts';

type Files = Pick<FileStore, 'find' | 'read'>;

/**
 * Answers GET and HEAD: 200, 206 for one range, 304 where the client has it, 416 for a range that lies outside. Nothing in
 * it can run as a page of this origin, whatever the bytes are.
 *
 * @throws AppError NOT_FOUND (FILE_NOT_FOUND).
 */
export async function serveFile(
  files: Files,
  { id, cacheControl }: { id: string; cacheControl: string },
  request: Request,
  response: Response,
): Promise<void> {
  const file = await files.find(id);
  if (!file) throw noSuchFile();
  response.set({
    etag: `"${file.sha256}"`,
    'cache-control': cacheControl,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  if (isKnown(request, file)) return void response.status(304).end();
  const range = wantedRange(request, file);
  if (range === 'outside') {
    return void response.status(416).set('content-range', `bytes */${file.bytes}`).end();
  }
  if (range) response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  const bytes = range ? range.end - range.start + 1 : file.bytes;
  response.set({ 'content-type': file.contentType, 'content-length': String(bytes) });
  if (request.method === 'HEAD') return void response.end();
  await pipeline(files.read(file, range), response);
}

/** `If-None-Match` (RFC 9110, section 13.1.2). A client that asks for it anew, `no-cache`, knows its content as well. */
function isKnown({ headers }: Request, { sha256 }: StoredFile): boolean {
  const tags = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(`"${sha256}"`);
}

/** Undefined for the whole: no range, several, one of another unit, or one of another content (RFC 9110, section 14.2). */
function wantedRange(request: Request, { bytes, sha256 }: StoredFile): ByteRange | 'outside' | undefined {
  const known = request.headers['if-range'];
  if (request.method !== 'GET' || (known !== undefined && known !== `"${sha256}"`)) return undefined;
  const ranges = request.range(bytes);
  if (ranges === -1) return 'outside';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}
