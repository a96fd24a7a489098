import { createHash, randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { AppError } from '../errors.ts';
import type { Mongo } from '../mongo/mongo.ts';
import { contentTypeOf } from './contentTypeOf.ts';
import { fileEmpty, fileTooLarge, unsupportedType } from './fileRefusals.ts';
import type { FileRules, FileStore, StoredFile } from './fileStore.ts';
import { firstBytesOf } from './firstBytes.ts';
import { type Litter, openLitter } from './litter.ts';

/** An upload takes minutes at most. What is still nobody's then was left by a crash. */
const ABANDONED_MS = 60 * 60_000;

type Metadata = { contentType: string; sha256: string };
type FileRow = { _id: string; length: number; metadata: Metadata };
type Bucket = ReturnType<typeof openBucket>;
type UploadStream = mongoose.mongo.GridFSBucketWriteStream;

/**
 * Files in GridFS, in the service's own database. `name` is the bucket's: `images` makes the collections `images.files`,
 * `images.chunks` and `images.litter`.
 */
export async function openGridFsFiles({ connection, session }: Mongo, name: string): Promise<FileStore> {
  const { db } = connection;
  if (!db) throw new AppError('INTERNAL', 'NOT_CONNECTED', 'this connection has no database');
  const bucket = openBucket(db, name);
  const litter = await openLitter(db, name, session);
  return {
    write: (stream, rules) => write({ bucket, litter }, stream, rules),
    keep: (ids) => litter.take(ids),
    discard: (ids) => litter.add(ids, new Date()),
    find: async (id) => {
      const [row, isLitter] = await Promise.all([bucket.files.findOne({ _id: id }), litter.has(id)]);
      return row && !isLitter ? fileOf(row) : null;
    },
    read: ({ id, bytes }, { start, end } = { start: 0, end: bytes - 1 }) => bucket.read(id, { start, end: end + 1 }),
    sweep: async () => {
      for await (const id of litter.due(new Date())) {
        await bucket.remove(id);
        await litter.remove(id);
      }
    },
  };
}

async function write(
  { bucket, litter }: { bucket: Bucket; litter: Litter },
  stream: AsyncIterable<Buffer>,
  { maxBytes, contentTypes }: FileRules,
): Promise<StoredFile> {
  const { first, all } = await firstBytesOf(stream);
  if (first.length === 0) throw fileEmpty();
  const contentType = await contentTypeOf(first);
  if (contentType === undefined || !contentTypes.includes(contentType))
    throw unsupportedType(contentType, contentTypes);
  const id = randomUUID();
  await litter.add([id], new Date(Date.now() + ABANDONED_MS));
  const upload = bucket.write(id);
  try {
    const { bytes, sha256 } = await fill(upload, all, maxBytes);
    upload.options.metadata = { contentType, sha256 } satisfies Metadata;
    await ended(upload);
    return { id, contentType, bytes, sha256 };
  } catch (error) {
    await upload.abort();
    await litter.remove(id);
    throw error;
  }
}

/** Each piece waits until the one before it is stored, so nothing is under way when it ends, well or badly. */
async function fill(upload: UploadStream, pieces: AsyncIterable<Buffer>, maxBytes: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  upload.once('error', () => undefined); // each write reports its own
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > maxBytes) throw fileTooLarge(maxBytes);
    hash.update(piece);
    await new Promise<void>((resolve, reject) => {
      upload.write(piece, (error) => (error ? reject(error) : resolve()));
    });
  }
  return { bytes, sha256: hash.digest('hex') };
}

const ended = (upload: UploadStream): Promise<void> =>
  new Promise((resolve, reject) => {
    upload.once('error', reject);
    upload.end(() => resolve());
  });

const fileOf = ({ _id: id, length: bytes, metadata }: FileRow): StoredFile => ({ id, bytes, ...metadata });

function openBucket(db: mongoose.mongo.Db, bucketName: string) {
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName });
  const files = db.collection<FileRow>(`${bucketName}.files`);
  const chunks = db.collection<{ files_id: string }>(`${bucketName}.chunks`);
  return {
    files,
    write: (id: string) => bucket.openUploadStreamWithId(keyOf(id), id),
    /** `end` is not included. */
    read: (id: string, range: { start: number; end: number }) => bucket.openDownloadStream(keyOf(id), range),
    /** With the pieces that a crash left of a file that never was. */
    remove: async (id: string) => {
      await files.deleteOne({ _id: id });
      await chunks.deleteMany({ files_id: id });
    },
  };
}

/** Any value may be the `_id` of a file (GridFS specification, "files collection"); the driver's types know one only. */
const keyOf = (id: string) => id as unknown as mongoose.mongo.ObjectId; // only the type says ObjectId
