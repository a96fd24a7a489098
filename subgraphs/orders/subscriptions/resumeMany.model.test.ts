import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ago, begin, cancel, type Orders, place, shop, told, watch } from './watchedOrders.ts';

type Stream = Awaited<ReturnType<typeof watch>>;

/** A customer who reads now and then, is cut off and comes back to another replica. */
class Reader {
  /** Order id → how many of its events it was told. */
  readonly seen = new Map<string, number>();
  readonly #orders: Orders;
  #stream: Stream;
  #pending: Promise<boolean> | undefined;
  #cursor: string | undefined;

  private constructor(orders: Orders, stream: Stream) {
    this.#orders = orders;
    this.#stream = stream;
  }

  static async start(orders: Orders): Promise<Reader> {
    return new Reader(orders, await watch(orders));
  }

  /** False when there is nothing to read now. */
  async read(): Promise<boolean> {
    this.#pending ??= this.#next(this.#stream);
    const wasRead = await Promise.race([this.#pending, settled()]);
    if (wasRead) this.#pending = undefined;
    return wasRead;
  }

  async readAll(): Promise<void> {
    while (await this.read());
  }

  async comeBack(): Promise<void> {
    await this.#stream.stop();
    this.#pending = undefined;
    this.#stream = await watch(await this.#orders.replica({ liveSince: ago(6) }), this.#cursor);
  }

  async #next(stream: Stream): Promise<boolean> {
    const change = await stream.nextOrEnd();
    if (!change) return false;
    const [id, version] = told(change);
    const before = this.seen.get(id);
    expect(change.gap).toBe(false);
    if (before !== undefined) expect(version).toBe(before + 1);
    this.seen.set(id, version);
    this.#cursor = change.cursor;
    return true;
  }
}

/** Everything that is in memory has been told by then. */
const settled = () => new Promise<false>((resolve) => setImmediate(() => setImmediate(() => resolve(false))));

type Model = { ids: string[] };
type Real = { orders: Orders; reader: Reader };
type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<unknown>): Command => ({
  check: () => true,
  run: async (model, real) => void (await run(model, real)),
  toString: () => name,
});

const onOrder = (name: string, act: (orders: Orders, id: string) => Promise<unknown>) =>
  fc.nat(9).map(
    (which): Command => ({
      check: ({ ids }) => ids.length > 0,
      run: async ({ ids }, { orders }) => void (await act(orders, ids[which % ids.length] ?? '')),
      toString: () => `${name} ${which}`,
    }),
  );

const commands = [
  fc.constant(command('place', async ({ ids }, { orders }) => ids.push(await place(orders)))),
  onOrder('begin', begin),
  onOrder('cancel', cancel),
  fc.constant(command('deliver', (_model, { orders }) => orders.deliver())),
  fc.constant(command('read', (_model, { reader }) => reader.read())),
  fc.constant(command('come back', (_model, { reader }) => reader.comeBack())),
];

it('a stream of many orders is exact wherever it is broken off, and on whichever replica it goes on', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60 }), async (walk) => {
      const orders = shop();
      const reader = await Reader.start(orders);
      const model: Model = { ids: [] };
      await fc.asyncModelRun(() => ({ model, real: { orders, reader } }), walk);
      await orders.deliver();
      await reader.readAll();

      for (const id of model.ids) {
        const order = await orders.memory.view(id);
        // One that had ended before it was first shown is none of the orders that go on.
        if (reader.seen.has(id) || order?.status !== 'CANCELLED') expect(reader.seen.get(id)).toBe(order?.version);
      }
    }),
    { numRuns: 150 },
  );
});
