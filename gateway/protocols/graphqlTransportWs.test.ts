import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { post } from '../testing/clients.ts';
import { libraryGateway } from '../testing/library.ts';
import { type Message, rawSocket } from '../testing/rawSocket.ts';
import { until } from '../testing/until.ts';

/** Point by point: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md; tokens are in websocket.test.ts. */
let gateway: Awaited<ReturnType<typeof libraryGateway>>;
beforeAll(async () => {
  gateway = await libraryGateway();
});
afterAll(() => gateway.stop());

const INIT = { type: 'connection_init' };
const ACK = { type: 'connection_ack' };
const PING = { type: 'ping' };
const FOREVER = 'subscription { bookChanged { id } }';
const TITLE = '{ book(id: "b1") { title } }';
const RENAME = 'mutation ($title: String!) { rename(id: "b2", title: $title) { id } }';
const subscribe = (id: unknown, payload: unknown = { query: FOREVER }) => ({ id, type: 'subscribe', payload });

async function socketSaying(said: readonly unknown[]) {
  const client = rawSocket(gateway.url);
  await client.opened;
  for (const message of said) client.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return client;
}

/** All that was said before it was answered. */
async function answered(said: readonly unknown[], count: number): Promise<Message[]> {
  const { messages } = await socketSaying(said);
  await until(() => messages.length >= count);
  return messages;
}

describe('a socket is closed', () => {
  it.each([
    ['4400 for what is not JSON', ['{"type":'], 4400, 'Invalid message received'],
    ['4400 for what is no object', ['[]'], 4400, 'Invalid message received'],
    ['4400 for null', ['null'], 4400, 'Invalid message received'],
    ['4400 without a type', [{ id: '1' }], 4400, 'Invalid message received'],
    ['4400 for an unknown type', [{ type: 'start' }], 4400, 'Invalid message received'],
    ['4400 for a type that is no text', [{ type: 1 }], 4400, 'Invalid message received'],
    ['4400 for what only servers say: ack', [ACK], 4400, 'Invalid message received'],
    ['4400 for what only servers say: next', [INIT, { id: '1', type: 'next', payload: {} }], 4400],
    ['4400 for what only servers say: error', [INIT, { id: '1', type: 'error', payload: [] }], 4400],
    ['4400 for parameters that are no object', [{ ...INIT, payload: 'token' }], 4400],
    ['4400 for a ping with a text', [{ ...PING, payload: 'text' }], 4400],
    ['4400 for an operation without id', [INIT, subscribe(undefined)], 4400],
    ['4400 for an empty id', [INIT, subscribe('')], 4400],
    ['4400 for an id that is a number', [INIT, subscribe(1)], 4400],
    ['4400 without a payload', [INIT, { id: '1', type: 'subscribe' }], 4400],
    ['4400 without a query', [INIT, subscribe('1', {})], 4400],
    ['4400 for a query that is no text', [INIT, subscribe('1', { query: 7 })], 4400],
    ['4400 for a list of variables', [INIT, subscribe('1', { query: TITLE, variables: [] })], 4400],
    ['4400 for a numeric operationName', [INIT, subscribe('1', { query: TITLE, operationName: 1 })], 4400],
    ['4400 for a list of extensions', [INIT, subscribe('1', { query: TITLE, extensions: [] })], 4400],
    ['4400 for a complete without id', [INIT, { type: 'complete' }], 4400],
    ['4401 for an operation before all', [subscribe('1')], 4401, 'Unauthorized'],
    ['4409 for an id that is taken', [INIT, subscribe('1'), subscribe('1')], 4409, 'Subscriber for 1 already exists'],
    ['4429 for a second beginning', [INIT, INIT], 4429, 'Too many initialisation requests'],
  ])('%s', async (_what, said, code, reason = 'Invalid message received') => {
    // The acknowledgement comes first where there is something to wait for.
    const [first, ...rest] = said;
    const client = await socketSaying([first]);
    if (first === INIT) await until(() => client.messages.length === 1);
    for (const message of rest) client.send(message as Message);

    expect(await client.closed).toEqual({ code, reason });
    await until(() => gateway.listeners() === 0);
  });

  it('4401 for an operation that did not wait for the acknowledgement', async () => {
    const asked = gateway.books.asked.length;
    const client = await socketSaying([subscribe('1', { query: TITLE }), INIT]);
    expect(await client.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
    expect(gateway.books.asked).toHaveLength(asked);
  });

  it.each([[[]], [['graphql-ws']], [['soap', 'mqtt']]])('4406 without the subprotocol: %j', async (protocols) => {
    const upgrades = rawSocket(gateway.url, { protocols });
    const { code, reason } = await upgrades.closed;
    // A client that asked for others hangs up by itself before it is told.
    expect([code, reason]).toEqual(protocols.length === 0 ? [4406, 'Subprotocol not acceptable'] : [1006, '']);
  });

  it('with a reason that fits into a closing frame, however long the id is', async () => {
    const id = '€'.repeat(200);
    const client = await socketSaying([INIT]);
    await until(() => client.messages.length === 1);
    for (let twice = 0; twice < 2; twice++) client.send(subscribe(id) as Message);
    expect(await client.closed).toMatchObject({ code: 4409, reason: expect.stringMatching(/^Subscriber for €+$/) });
  });
});

describe('a ping', () => {
  it.each([
    ['before the beginning', [PING], [{ type: 'pong' }]],
    ['with what it carries', [{ ...PING, payload: { at: 1 } }], [{ type: 'pong', payload: { at: 1 } }]],
    ['after the beginning', [INIT, PING], [ACK, { type: 'pong' }]],
  ])('is answered %s', async (_when, said, messages) => {
    const got = await answered(said, messages.length);
    expect(got).toEqual(expect.arrayContaining(messages));
  });

  it('that nobody asked for an answer to is heard in silence', async () => {
    const messages = await answered([INIT, { type: 'pong' }, { type: 'pong', payload: {} }, PING], 2);
    expect(messages).toEqual(expect.arrayContaining([ACK, { type: 'pong' }]));
    expect(messages).toHaveLength(2);
  });
});

describe('the beginning', () => {
  it.each([
    ['nothing', INIT],
    ['null', { ...INIT, payload: null }],
    ['an object', { ...INIT, payload: { any: 'thing' } }],
  ])('takes %s as parameters', async (_what, init) => {
    expect(await answered([init], 1)).toEqual([ACK]);
  });
});

describe('an operation', () => {
  async function begun() {
    const client = await socketSaying([INIT]);
    await until(() => client.messages.length === 1);
    return client;
  }

  it('with one result gets it, then the end, and its id is free again', async () => {
    const client = await begun();
    for (let count = 2; count <= 4; count += 2) {
      client.subscribe('again', TITLE);
      await until(() => client.of('again').length === count);
    }
    const once = [{ type: 'next', payload: { data: { book: { title: 'Emma' } } } }, { type: 'complete' }];
    expect(client.of('again')).toEqual([...once, ...once]);
  });

  it('that fails before it runs gets one error and no end, and its id is free again', async () => {
    const client = await begun();
    for (const count of [1, 2]) {
      client.subscribe('bad', '{ nope }');
      await until(() => client.of('bad').length === count);
    }
    client.send(PING);
    await until(() => client.messages.at(-1)?.type === 'pong');
    expect(client.of('bad').map(({ type }) => type)).toEqual(['error', 'error']);
  });

  it('may be named in any text', async () => {
    const client = await begun();
    const id = '"}\n\\ 😀 __proto__';
    for (const name of [id, '__proto__', 'constructor']) {
      client.subscribe(name, TITLE);
      await until(() => client.of(name).length === 2);
    }
  });

  it('takes its name, variables and extensions', async () => {
    const client = await begun();
    const query = 'query A { books { id } } query B($id: ID!) { book(id: $id) { title } }';
    const payload = { query, operationName: 'B', variables: { id: 'b2' }, extensions: {} };
    client.send(subscribe('1', payload) as Message);
    await until(() => client.of('1').length === 2);
    expect(client.of('1')[0]?.payload).toEqual({ data: { book: { title: 'Walden' } } });
  });

  it('that is completed by its client ends at the subgraph, without a word', async () => {
    const client = await begun();
    client.subscribe('s', FOREVER);
    await until(() => gateway.listeners() === 1);
    client.send({ id: 's', type: 'complete' });
    await until(() => gateway.listeners() === 0);
    client.send(PING);
    await until(() => client.messages.at(-1)?.type === 'pong');
    expect(client.of('s')).toEqual([]);
  });

  it('that is completed before it has begun is never heard of, and its id can be used at once', async () => {
    const client = await begun();
    for (let times = 0; times < 5; times++) {
      client.subscribe('s', FOREVER);
      client.send({ id: 's', type: 'complete' });
    }
    client.subscribe('s', 'subscription { counted(upTo: 1) }');
    await until(() => client.of('s').some(({ type }) => type === 'complete'));
    await until(() => gateway.listeners() === 0);
    expect(client.of('s')).toEqual([{ type: 'next', payload: { data: { counted: 1 } } }, { type: 'complete' }]);
  });

  it('that is over may be completed too: both sides may end at once', async () => {
    const client = await begun();
    client.subscribe('s', 'subscription { counted(upTo: 1) }');
    await until(() => client.of('s').length === 2);
    client.send({ id: 's', type: 'complete' });
    client.send({ id: 'never begun', type: 'complete' });
    client.subscribe('q', TITLE);
    await until(() => client.of('q').length === 2);
    expect(client.of('s')).toHaveLength(2);
  });

  it('whose event has an error goes on', async () => {
    const client = await begun();
    client.subscribe('s', 'subscription { bookChanged { author { mustHave } } }');
    await until(() => gateway.listeners() === 1);
    for (const id of ['b2', 'b1']) gateway.change(id);
    await until(() => client.of('s').length === 2);
    expect(client.of('s')).toMatchObject([
      { type: 'next', payload: { errors: [{ path: ['bookChanged', 'author', 'mustHave'] }] } },
      { type: 'next', payload: { data: { bookChanged: { author: { mustHave: 'yes' } } } } },
    ]);
    client.socket.close();
    await until(() => gateway.listeners() === 0);
  });

  it('that its subgraph refuses gets its words, then the end', async () => {
    const client = await begun();
    client.subscribe('s', 'subscription { refused }');
    await until(() => client.of('s').length === 2);
    expect(client.of('s')).toMatchObject([
      { type: 'next', payload: { errors: [{ extensions: { reason: 'OUT_OF_PRINT' } }] } },
      { type: 'complete' },
    ]);
  });

  it('whose subgraph is away gets an error as its end', async () => {
    const client = await begun();
    await gateway.books.stop();
    onTestFinished(gateway.books.start);
    client.subscribe('s', FOREVER);
    await until(() => client.of('s').length > 0);
    client.send(PING);
    await until(() => client.messages.at(-1)?.type === 'pong');
    expect(client.of('s')).toMatchObject([{ type: 'error', payload: [{ extensions: { code: 'UNAVAILABLE' } }] }]);
  });

  it('whose client does not read ends before the gateway runs out of memory, and says so', async () => {
    const rename = (title: string) => post(gateway.url, { query: RENAME, variables: { title } });
    await rename('x'.repeat(50_000));
    onTestFinished(async () => void (await rename('Walden')));
    const client = await begun();
    client.subscribe('s', 'subscription { bookChanged { title } }');
    await until(() => gateway.listeners() === 1);

    client.socket.pause();
    for (let events = 0; events < 800; events++) gateway.change('b2');
    await until(() => gateway.listeners() === 0);
    client.socket.resume();

    await until(() => client.of('s').at(-1)?.type === 'error');
    expect(client.of('s').at(-1)).toMatchObject({ payload: [{ extensions: { reason: 'SUBSCRIBER_TOO_SLOW' } }] });
  });
});
