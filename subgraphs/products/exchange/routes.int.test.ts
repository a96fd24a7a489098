import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPrincipal } from '#kernel/auth/principal.ts';
import { openTickets } from '#kernel/files/tickets.ts';
import { type Mongo, openMongo } from '#kernel/mongo/mongo.ts';
import { testMongo } from '#testing/mongo.ts';
import { testScope } from '#testing/testScope.ts';
import type { ExchangeFormat, FileLine, ImportReport } from '../exchangePorts.ts';
import { aProduct } from '../productsUnderTest.ts';
import { makeExchangeTickets } from './exchangeTickets.ts';
import { exchangeRoutes } from './routes.ts';

const holder: UserPrincipal = {
  kind: 'user',
  userId: 'boss',
  roles: ['admin'],
  sessionId: 's1',
  expiresAt: new Date('2999-01-01'),
};
const counts = { lines: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
const revoked = new Set<string>();
const scope = testScope();
const seen: FileLine[] = [];
let mongo: Mongo;
let ask: ReturnType<typeof makeExchangeTickets>;

/** Notes what it reads, one report for each line. */
async function* importCatalogue(lines: AsyncIterable<FileLine>, { dryRun }: { dryRun: boolean }) {
  for await (const line of lines) {
    seen.push(line);
    yield { type: 'progress', ...counts, lines: seen.length } satisfies ImportReport;
  }
  yield { type: 'summary', dryRun, errorsShown: 0, ...counts } satisfies ImportReport;
}

beforeAll(async () => {
  const { uri, prefix } = testMongo();
  const { logger } = scope;
  mongo = await openMongo({ uri, database: `${prefix}_products`, appName: 'test', logger, timeoutMs: 5_000 });
  const tickets = await openTickets({
    mongo,
    revocations: { isRevoked: ({ sessionId }: UserPrincipal) => revoked.has(sessionId) },
  });
  const both = {
    exports: tickets<{ format: ExchangeFormat }>('export'),
    imports: tickets<{ format: ExchangeFormat; dryRun: boolean }>('import'),
  };
  const app = express();
  const catalogue = { all: () => Readable.from([aProduct({ name: 'Mug' }), aProduct({ name: 'Pot' })]) };
  exchangeRoutes({ catalogue, importCatalogue, ...both, logger })(app);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  scope.onStop(() => void server.close());
  const address = server.address();
  const publicUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  ask = makeExchangeTickets({ ...both, publicUrl });
});
afterAll(async () => {
  await scope.stop();
  await mongo.connection.dropDatabase();
  await mongo.close();
});

const reasonOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { reason: string } }[] };
  return { status: response.status, reason: errors[0]?.extensions.reason };
};

describe('a file of products', () => {
  it('is given out once for a ticket', async () => {
    const { url } = await ask.requestExport({ subject: { format: 'CSV' }, holder });

    const first = await fetch(url);
    const again = await fetch(url);

    expect(first.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(first.headers.get('content-disposition')).toBe('attachment; filename="catalogue.csv"');
    expect((await first.text()).split('\r\n').map((line) => line.split(',')[1])).toEqual([
      'name',
      'Mug',
      'Pot',
      undefined,
    ]);
    expect(await reasonOf(again)).toEqual({ status: 403, reason: 'TICKET_INVALID' });
  });

  it('is reported on while it comes in', async () => {
    const { url } = await ask.requestImport({ subject: { format: 'NDJSON', dryRun: true }, holder });
    seen.length = 0;
    const parts = new TransformStream<Uint8Array, Uint8Array>();
    const writer = parts.writable.getWriter();
    const send = (text: string) => writer.write(new TextEncoder().encode(text));
    const answering = fetch(url, { method: 'PUT', body: parts.readable, duplex: 'half' } as RequestInit);

    await send('{"sku":"A-1"}\n');
    const answer = await answering;
    const reports = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reports?.read();
    await send('{"sku":"A-2"}\n');
    await writer.close();
    const rest: string[] = [];
    for (let part = await reports?.read(); part && !part.done; part = await reports?.read()) rest.push(part.value);

    expect(JSON.parse(String(first?.value))).toMatchObject({ type: 'progress', lines: 1 });
    expect(JSON.parse(rest.join('').trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'summary', dryRun: true });
    expect(seen).toMatchObject([{ value: { sku: 'A-1' } }, { value: { sku: 'A-2' } }]);
  });

  it('is neither given nor taken for a ticket of the other kind, none, or one of an ended session', async () => {
    const { url } = await ask.requestExport({ subject: { format: 'CSV' }, holder });
    const other = url.replace('/export?', '/import?');
    const ended = await ask.requestExport({ subject: { format: 'CSV' }, holder: { ...holder, sessionId: 's2' } });
    revoked.add('s2');

    const invalid = { status: 403, reason: 'TICKET_INVALID' };
    expect(await reasonOf(await fetch(other, { method: 'PUT', body: 'x' }))).toEqual(invalid);
    expect(await reasonOf(await fetch(url.replace(/ticket=.*/, '')))).toEqual(invalid);
    expect(await reasonOf(await fetch(ended.url))).toEqual(invalid);
  });
});
