import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

/** A database prefix that no other test uses, on the mongod that the global setup started or `MONGODB_URI` names. */
export function testMongo(): { uri: string; prefix: string } {
  return { uri: inject('mongodbUri'), prefix: `t${randomBytes(6).toString('hex')}` };
}
