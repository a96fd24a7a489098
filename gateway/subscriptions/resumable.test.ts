import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { overHttp, overWebSocket } from '../testing/clients.ts';
import { feeds } from '../testing/feeds.ts';
import { gatewayOver } from '../testing/gatewayOver.ts';

const until = (is: () => boolean) => vi.waitUntil(is, { timeout: 10_000 });

let shop: Awaited<ReturnType<typeof feeds>>;
let gateway: Awaited<ReturnType<typeof gatewayOver>>;

function withSubgraph(over: 'sockets' | 'event streams') {
  beforeAll(async () => {
    shop = await feeds(over);
    gateway = await gatewayOver([shop.clock, shop.stations]);
  });
  afterAll(() => gateway.stop());
  beforeEach(() => void shop.asked.splice(0));
  afterEach(() => until(() => shop.followers() === 0));
}

const WATCH = 'subscription ($behind: ID) { ticked(behind: $behind) { number station { name } } }';
const tick = (number: number) => ({ data: { ticked: { number, station: { name: `Station s${number}` } } } });

/** The subgraph goes away, things happen, it comes back. */
async function restart(meanwhile: () => void) {
  await shop.clock.stop();
  await until(() => shop.followers() === 0);
  meanwhile();
  await shop.clock.start();
  await until(() => shop.followers() === 1);
}

describe.each(['sockets', 'event streams'] as const)('a stream over %s that its subgraph calls resumable', (over) => {
  withSubgraph(over);

  it('goes on behind the last event when the subgraph comes back: nothing missing, nothing twice', async () => {
    shop.tick();
    const first = shop.asked.length;
    const { received, client } = overWebSocket(gateway.url, { query: WATCH });
    await until(() => received.length === 1);
    const at = (received[0] as ReturnType<typeof tick>).data.ticked.number;

    await restart(() => shop.tick(3));
    await restart(() => shop.tick(1));

    await until(() => received.length === 5);
    expect(received).toEqual([0, 1, 2, 3, 4].map((more) => tick(at + more)));
    expect(shop.asked.slice(first)).toEqual([{ behind: null }, { behind: String(at) }, { behind: String(at + 3) }]);
    await client.dispose();
  });

  it('begins where the client says, however it says it', async () => {
    shop.tick(5);
    const last = overWebSocket(gateway.url, { query: WATCH });
    await until(() => last.received.length === 1);
    const { number } = (last.received[0] as ReturnType<typeof tick>).data.ticked;
    await last.client.dispose();
    const behind = String(number - 2);
    const literal = `subscription { t: ticked(from: 7, behind: "${behind}") { number } }`;

    const byVariable = overWebSocket(gateway.url, { query: WATCH, variables: { behind } });
    const byLiteral = overWebSocket(gateway.url, { query: literal });

    await until(() => byVariable.received.length === 2 && byLiteral.received.length === 2);
    expect(byVariable.received).toEqual([tick(number - 1), tick(number)]);
    expect(byLiteral.received).toEqual([{ data: { t: { number: number - 1 } } }, { data: { t: { number } } }]);
    expect(shop.asked.at(-1)).toEqual({ behind, from: 7 });
    await Promise.all([byVariable.client.dispose(), byLiteral.client.dispose()]);
  });

  it('gives server-sent events their cursor as id, and takes it back as Last-Event-ID', async () => {
    shop.tick();
    const before = await overHttp(gateway.url, { query: WATCH }, 'text/event-stream');
    await until(() => before.received.join('').includes('data: '));
    const [, id = ''] = /\nid: (\d+)\nevent: next\n/.exec(before.received.join('')) ?? [];
    before.leave();
    await until(() => shop.followers() === 0);
    shop.tick(2);

    const after = await overHttp(gateway.url, { query: WATCH }, 'text/event-stream', { 'last-event-id': id });

    await until(() => after.received.join('').split('data: ').length === 3);
    const ids = [...after.received.join('').matchAll(/^id: (\d+)$/gm)].map(([, place]) => Number(place));
    expect(ids).toEqual([Number(id) + 1, Number(id) + 2]);
    after.leave();
  });

  it('tells a client what is wrong with its cursor', async () => {
    const { received, client } = overWebSocket(gateway.url, { query: WATCH, variables: { behind: 'long ago' } });

    await until(() => received.length === 1);

    expect(received).toMatchObject([{ errors: [{ extensions: { code: 'INTERNAL' } }] }]);
    await client.dispose();
  });
});

describe('a stream that is the same for everybody', () => {
  withSubgraph('sockets');

  const LEVEL = 'subscription ($gauge: ID!) { level(gauge: $gauge) }';
  const watch = (gauge: string) => overWebSocket(gateway.url, { query: LEVEL, variables: { gauge } });

  it('is opened once, however many clients there are, and ends with the last of them', async () => {
    const before = shop.subscribedLevels();
    const clients = Array.from({ length: 20 }, () => watch('a'));
    const other = watch('b');
    await until(() => shop.followers() === 2);

    shop.setLevel(5);
    shop.setLevel(6);

    for (const { received } of clients) {
      await until(() => received.length === 2);
      expect(received).toEqual([{ data: { level: 5 } }, { data: { level: 6 } }]);
    }
    expect(shop.subscribedLevels() - before).toBe(2);
    await Promise.all(clients.slice(1).map(({ client }) => client.dispose()));
    shop.setLevel(7);
    await until(() => clients[0]?.received.length === 3);
    await Promise.all([clients[0]?.client.dispose(), other.client.dispose()]);
  });

  it('begins with its last event for who comes later', async () => {
    const first = watch('a');
    await until(() => shop.followers() === 1);
    shop.setLevel(5);
    await until(() => first.received.length === 1);

    const late = watch('a');
    await until(() => late.received.length === 1);

    expect(late.received).toEqual([{ data: { level: 5 } }]);
    await Promise.all([first.client.dispose(), late.client.dispose()]);
  });

  it('is shared by clients too that say where they were in a stream that has no places', async () => {
    const before = shop.subscribedLevels();
    const body = { query: LEVEL, variables: { gauge: 'c' } };
    const clients = await Promise.all(
      ['1', '2'].map((id) => overHttp(gateway.url, body, 'text/event-stream', { 'last-event-id': id })),
    );
    await until(() => shop.followers() === 1);
    shop.setLevel(5);
    for (const { received } of clients) await until(() => received.join('').includes('"level":5'));
    expect(shop.subscribedLevels() - before).toBe(1);
    for (const { leave } of clients) leave();
    await until(() => shop.followers() === 0);
  });

  it('is opened anew for who comes after it broke', async () => {
    const first = watch('a');
    await until(() => shop.followers() === 1);
    await shop.clock.stop();
    await first.client.dispose();
    await until(() => shop.followers() === 0);
    await shop.clock.start();

    const late = watch('a');
    await until(() => shop.followers() === 1);
    shop.setLevel(8);

    await until(() => late.received.length === 1);
    await late.client.dispose();
  });
});
