const SEED = 0x9747b28c;
const MIX = 0x5bd1e995;

/**
 * Where Kafka's own clients put a key: murmur2 of its bytes, positive, by the number of partitions. kafkajs reckons the same
 * with 64-bit numbers that it makes of objects, which took a sixth of a relay's time.
 *
 * https://github.com/apache/kafka/blob/0.10.2/clients/src/main/java/org/apache/kafka/common/utils/Utils.java#L364
 */
export const partitionOfKey = (key: string, partitions: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;

function murmur2(bytes: Buffer): number {
  const whole = bytes.length & ~3;
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    const mixed = Math.imul(bytes.readInt32LE(at), MIX);
    hash = Math.imul(hash, MIX) ^ Math.imul(mixed ^ (mixed >>> 24), MIX);
  }
  if (whole < bytes.length) hash = Math.imul(hash ^ lastOf(bytes, whole), MIX);
  hash = Math.imul(hash ^ (hash >>> 13), MIX);
  return hash ^ (hash >>> 15);
}

/** The one to three bytes that are left, the first of them lowest. */
const lastOf = (bytes: Buffer, from: number): number => bytes.readUIntLE(from, bytes.length - from);
