import { describe, expect, it } from 'vitest';
import { makeLogger } from '#kernel/logging.ts';
import { testMongo } from '#testing/mongo.ts';
import { openMongo } from './mongo.ts';

const open = (uri: string) =>
  openMongo({
    uri,
    database: testMongo().prefix,
    appName: 'test',
    logger: makeLogger({ name: 'test', level: 'silent', format: 'json' }),
    timeoutMs: 0,
  });

describe('a MongoDB that cannot be used', () => {
  it('is named with the reason, without the password', async () => {
    const uri = testMongo().uri.replace('//', '//nobody:secret@');

    const message = await open(uri).catch(String);

    expect(message).toMatch(/MongoDB at mongodb:\/\/…@.* can't be used: Authentication failed; check MONGODB_URI/);
  });

  it('is told by the name of its replica set', async () => {
    const { host } = new URL(testMongo().uri);

    await expect(open(`mongodb://${host}/?replicaSet=another`)).rejects.toMatchObject({
      reason: 'MONGODB_UNREACHABLE',
      message: expect.stringContaining('a replica set of another name'),
    });
  });

  it('is told by what the system says of its address', async () => {
    await expect(open('mongodb://127.0.0.1:1/?replicaSet=rs')).rejects.toMatchObject({
      reason: 'MONGODB_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
