import { createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { AppError } from '#kernel/errors.ts';

// Numbers and offsets: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end).
const END = { signature: 0x06054b50, bytes: 22, maxCommentBytes: 65_535 } as const;
const ENTRY = { signature: 0x02014b50, bytes: 46 } as const;
const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const DEFLATED = 8;

type Entry = { name: string; method: number; compressedBytes: number; localOffset: number };

/**
 * Unpacks one file of a zip archive below 4 GiB, so that nothing else has to be installed for it.
 *
 * @throws AppError INTERNAL (BAD_ARCHIVE).
 */
export async function unzipOne(archive: string, wanted: (name: string) => boolean, target: string): Promise<void> {
  const file = await open(archive);
  try {
    const entry = (await readDirectory(file)).find(({ name }) => wanted(name));
    if (entry?.method !== DEFLATED) throw badArchive(archive, 'does not hold the wanted file, deflated');
    const local = await readAt(file, entry.localOffset, LOCAL.bytes);
    if (local.readUInt32LE(0) !== LOCAL.signature) throw badArchive(archive, 'has a broken local header');
    const start = entry.localOffset + LOCAL.bytes + local.readUInt16LE(26) + local.readUInt16LE(28);
    const packed = file.createReadStream({ start, end: start + entry.compressedBytes - 1, autoClose: false });
    await pipeline(packed, createInflateRaw(), createWriteStream(target, { mode: 0o755 }));
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat();
  const tailBytes = Math.min(size, END.bytes + END.maxCommentBytes);
  const tail = await readAt(file, size - tailBytes, tailBytes);
  const end = tail.lastIndexOf(littleEndian(END.signature));
  if (end < 0) throw badArchive('the archive', 'has no directory');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  return [...entriesOf(directory)];
}

function* entriesOf(directory: Buffer): Generator<Entry> {
  let at = 0;
  while (at + ENTRY.bytes <= directory.length && directory.readUInt32LE(at) === ENTRY.signature) {
    const nameBytes = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + ENTRY.bytes, at + ENTRY.bytes + nameBytes),
      method: directory.readUInt16LE(at + 10),
      compressedBytes: directory.readUInt32LE(at + 20),
      localOffset: directory.readUInt32LE(at + 42),
    };
    at += ENTRY.bytes + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const badArchive = (archive: string, why: string) => new AppError('INTERNAL', 'BAD_ARCHIVE', `${archive} ${why}`);
