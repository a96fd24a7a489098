import { randomBytes } from 'node:crypto';

/** Begins as such a file does, and goes on at random. */
const BEGINNINGS = {
  png: Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  gif: Buffer.from('474946383961010001000000', 'hex'),
  webp: Buffer.from('52494646ffffff7f574542505650382000000000', 'hex'),
} as const;

/** An image as far as its first bytes tell, so many bytes long. */
export function anImage(bytes: number, type: keyof typeof BEGINNINGS = 'png'): Buffer {
  const beginning = BEGINNINGS[type];
  return Buffer.concat([beginning, randomBytes(Math.max(0, bytes - beginning.length))]);
}
