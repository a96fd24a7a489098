import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { testMongo } from '#testing/mongo.ts';
import { listen, localUrl } from '../http.ts';
import { type Mongo, openMongo } from '../mongo/mongo.ts';
import { fileRoute } from './fileRoutes.ts';
import { openGridFsFiles } from './gridFsFiles.ts';
import { receiveFile } from './receiveFile.ts';
import { serveFile } from './serveFile.ts';
import { anImage } from './testing/images.ts';

const MAX = 6 * 1024 * 1024;
const rules = { maxBytes: MAX, contentTypes: ['image/png', 'image/jpeg'] };
const logger = pino({ enabled: false });

let mongo: Mongo;
beforeAll(async () => {
  const { uri, prefix } = testMongo();
  mongo = await openMongo({ uri, database: `${prefix}_files`, appName: 'files-test', logger, timeoutMs: 5_000 });
});
afterAll(async () => {
  await mongo.connection.dropDatabase();
  await mongo.close();
});

let opened = 0;

/** A store of its own, and a server in front of it that keeps what it is sent. */
async function fileServer() {
  opened += 1;
  const bucket = `bucket${opened}`;
  const files = await openGridFsFiles(mongo, bucket);
  const app = express();
  app.put(
    '/',
    fileRoute(logger, async (request, response) => {
      const file = await receiveFile(files, request, rules);
      await mongo.transaction(() => files.keep([file.id]));
      response.status(201).json(file);
    }),
  );
  const cacheControl = 'public, max-age=60';
  app.get(
    '/:id',
    fileRoute(logger, (request, response) =>
      serveFile(files, { id: String(request.params['id']), cacheControl }, request, response),
    ),
  );
  const server = createServer(app);
  const url = localUrl(await listen(server, { host: '127.0.0.1', port: 0 }), '/');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const count = (part: string) => mongo.connection.collection(`${bucket}.${part}`).countDocuments();
  const put = (body: Buffer | string) => fetch(url, { method: 'PUT', body: new Uint8Array(Buffer.from(body)) });
  const stored = async (body: Buffer) => (await (await put(body)).json()) as { id: string; sha256: string };
  return {
    files,
    url,
    put,
    stored,
    remains: async () => [await count('files'), await count('chunks'), await count('litter')],
  };
}

const reasonOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { reason: string; requestId: string } }[] };
  return errors[0]?.extensions.reason;
};

describe('a file', () => {
  it('comes out as it went in, with a strong tag of its content', async () => {
    const { url, stored } = await fileServer();
    const image = anImage(700_000);

    const { id, sha256 } = await stored(image);
    const response = await fetch(url + id);

    expect(sha256).toBe(createHash('sha256').update(image).digest('hex'));
    expect(Buffer.from(await response.arrayBuffer()).equals(image)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '700000',
      etag: `"${sha256}"`,
      'cache-control': 'public, max-age=60',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('is not sent to who has it', async () => {
    const { url, stored } = await fileServer();
    const { id, sha256 } = await stored(anImage(1_000));
    const known = (tag: string) => fetch(url + id, { headers: { 'if-none-match': tag } });

    expect((await known(`"other", "${sha256}"`)).status).toBe(304);
    expect((await known('"other"')).status).toBe(200);
  });

  it('is sent in parts', async () => {
    const { url, stored } = await fileServer();
    const image = anImage(600_000);
    const { id, sha256 } = await stored(image);
    const part = async (range: string, more = {}) => {
      const response = await fetch(url + id, { headers: { range, ...more } });
      const bytes = Buffer.from(await response.arrayBuffer());
      return [response.status, response.headers.get('content-range'), bytes.length, bytes.at(0)];
    };

    expect(await part('bytes=0-0')).toEqual([206, 'bytes 0-0/600000', 1, image[0]]);
    expect(await part('bytes=261119-522240')).toEqual([206, 'bytes 261119-522240/600000', 261_122, image[261_119]]);
    expect(await part('bytes=599990-')).toEqual([206, 'bytes 599990-599999/600000', 10, image[599_990]]);
    expect(await part('bytes=-5')).toEqual([206, 'bytes 599995-599999/600000', 5, image[599_995]]);
    expect(await part('bytes=600000-')).toEqual([416, 'bytes */600000', 0, undefined]);
    expect(await part('bytes=5-1')).toEqual([416, 'bytes */600000', 0, undefined]);
    expect(await part('lines=1-2')).toEqual([200, null, 600_000, image[0]]);
    expect(await part('bytes=0-1,4-5')).toEqual([200, null, 600_000, image[0]]);
    expect(await part('bytes=0-0', { 'if-range': `"${sha256}"` })).toEqual([206, 'bytes 0-0/600000', 1, image[0]]);
    expect(await part('bytes=0-0', { 'if-range': '"old"' })).toEqual([200, null, 600_000, image[0]]);
  });

  it('says how long it is to who asks for nothing else', async () => {
    const { url, stored } = await fileServer();
    const { id } = await stored(anImage(1_000));

    const response = await fetch(url + id, { method: 'HEAD' });

    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '1000', '']);
  });

  it('that nobody stored is 404', async () => {
    const { url } = await fileServer();
    const response = await fetch(`${url}nothing`);
    expect([response.status, await reasonOf(response)]).toEqual([404, 'FILE_NOT_FOUND']);
  });
});

describe('an upload is refused, and nothing is left of it,', () => {
  it.each([
    ['FILE_EMPTY', 400, ''],
    ['UNSUPPORTED_TYPE', 415, '<html><script>alert(1)</script></html>'],
    ['UNSUPPORTED_TYPE', 415, anImage(500, 'gif')],
    ['FILE_TOO_LARGE', 413, anImage(MAX + 1)],
  ])('%s: %i', async (reason, status, body) => {
    const { put, remains } = await fileServer();

    const response = await put(body);

    expect([response.status, await reasonOf(response)]).toEqual([status, reason]);
    expect(await remains()).toEqual([0, 0, 0]);
  });

  it('when it does not say how long it is, and turns out to be too large', async () => {
    const { url, remains } = await fileServer();
    const sending = ask(url, { method: 'PUT' });
    sending.on('error', () => undefined); // the test may end before it has sent all
    sending.flushHeaders(); // before the end is known, so in chunks
    sending.end(anImage(MAX + 1));

    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    response.resume();

    expect(response.statusCode).toBe(413);
    expect(await remains()).toEqual([0, 0, 0]);
  });

  it('when the client leaves in the middle', async () => {
    const { url, remains } = await fileServer();
    const sending = ask(url, { method: 'PUT' });
    sending.on('error', () => undefined); // it is cut off on purpose
    sending.write(anImage(1_000_000));
    await expect.poll(async () => (await remains())[1]).toBeGreaterThan(1);

    sending.destroy();

    await expect.poll(remains).toEqual([0, 0, 0]);
  });
});

describe('the size of a file is no size in memory', () => {
  it('when it is read slowly', async () => {
    const { url, stored, files } = await fileServer();
    const { id } = await stored(anImage(MAX));
    let taken = 0;
    const { read } = files;
    files.read = (...asked) => counting(read(...asked), (bytes) => (taken += bytes));
    const [response] = (await once(ask(url + id).end(), 'response')) as [IncomingMessage];
    response.pause();

    let before = -1;
    const isStill = () => {
      const same = taken === before;
      before = taken;
      return same;
    };
    await expect.poll(isStill, { interval: 100 }).toBe(true);

    // What the sockets of this machine hold, and a few pieces of 255 KB.
    expect(taken).toBeLessThan(MAX - 1024 * 1024);
    response.destroy();
  });

  it('when it is stored more slowly than it comes in', async () => {
    const { files } = await fileServer();
    let asked = 0;
    let most = 0;
    const image = anImage(MAX);
    async function* pieces() {
      for (let at = 0; at < image.length; at += 65_536) {
        asked += 1;
        yield image.subarray(at, at + 65_536);
        most = Math.max(most, asked * 65_536 - (await storedBytes()));
      }
    }
    const storedBytes = async () => {
      const chunks = await mongo.connection.collection(`bucket${opened}.chunks`).countDocuments();
      return chunks * 255 * 1024;
    };

    await files.write(pieces(), rules);

    expect(most).toBeLessThan(2 * 255 * 1024);
  });
});

describe('a file that belongs to nothing', () => {
  it('is not found, before it is kept and after it is discarded, and goes with the next sweep', async () => {
    const { files, remains } = await fileServer();
    const { id } = await files.write(chunks(anImage(600_000)), rules);
    expect(await files.find(id)).toBeNull();
    await files.sweep();
    expect(await remains()).toEqual([1, 3, 1]);

    await mongo.transaction(() => files.keep([id]));
    expect(await files.find(id)).toMatchObject({ id, contentType: 'image/png' });

    await mongo.transaction(() => files.discard([id]));
    expect(await files.find(id)).toBeNull();
    await files.sweep();
    expect(await remains()).toEqual([0, 0, 0]);
    await expect(mongo.transaction(() => files.keep([id]))).rejects.toMatchObject({ reason: 'FILE_GONE' });
  });

  it('stays kept where the transaction that discards it fails', async () => {
    const { files } = await fileServer();
    const { id } = await files.write(chunks(anImage(1_000)), rules);
    await mongo.transaction(() => files.keep([id]));

    const failing = mongo.transaction(async () => {
      await files.discard([id]);
      throw new Error('after all not');
    });

    await expect(failing).rejects.toThrow('after all not');
    expect(await files.find(id)).toMatchObject({ id });
  });

  it('and was never whole, because its process died, goes when it is an hour old', async () => {
    const { files, remains } = await fileServer();
    const dying = files.write(forever(anImage(600_000)), rules);
    await expect.poll(async () => (await remains())[1]).toBe(2);
    await mongo.connection.collection(`bucket${opened}.litter`).updateMany({}, { $set: { dueAt: new Date() } });

    await files.sweep();

    expect(await remains()).toEqual([0, 0, 0]);
    expect(await Promise.race([dying, 'still waiting'])).toBe('still waiting');
  });
});

async function* chunks(bytes: Buffer) {
  yield bytes;
}

async function* forever(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
  yield bytes.subarray(0, 1);
  await new Promise<never>(() => undefined);
}

async function* counting(pieces: AsyncIterable<Buffer>, count: (bytes: number) => void) {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}
