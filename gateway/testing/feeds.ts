import { EventEmitter } from 'node:events';
import { EventQueue } from '#kernel/graphql/eventQueue.ts';
import { testSubgraph } from './testSubgraph.ts';

const SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@composeDirective"])
  @link(url: "https://bazaar.example/streams/v1.0", import: ["@resumable", { name: "@broadcast", as: "@toEverybody" }])
  @composeDirective(name: "@resumable")
  @composeDirective(name: "@toEverybody")
  directive @resumable(cursor: String! = "cursor", after: String! = "after") on FIELD_DEFINITION
  directive @toEverybody(latest: Boolean! = false) on FIELD_DEFINITION
  type Query { now: Int }
  type Tick { place: ID!, number: Int!, station: Station! }
  type Station @key(fields: "id", resolvable: false) { id: ID! }
  type Subscription {
    ticked(behind: ID, from: Int): Tick! @resumable(cursor: "place", after: "behind")
    level(gauge: ID!): Int! @toEverybody(latest: true)
  }`;

const STATIONS = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])
  type Query { station(id: ID!): Station }
  type Station @key(fields: "id") { id: ID!, name: String }`;

type Tick = { place: string; number: number; station: { id: string } };
type Where = { behind?: string | null; from?: number };

/** A log of ticks that can be followed from any place, and a gauge whose level is the same for everybody. */
export async function feeds(over: 'sockets' | 'event streams' = 'sockets') {
  const ticks: Tick[] = [];
  const bell = new EventEmitter().setMaxListeners(0);
  const asked: Where[] = [];
  let levels = 0;
  const ticked = (_root: unknown, { behind, from }: Where) => {
    asked.push({ ...(behind !== undefined && { behind }), ...(from !== undefined && { from }) });
    if (behind === 'long ago') throw new Error('this is not known any more');
    return follow<Tick>(bell, 'tick', behind == null ? ticks.slice(-1) : ticks.slice(Number(behind)), 'ticked');
  };
  const level = () => {
    levels += 1;
    return follow<number>(bell, 'level', [], 'level');
  };
  const resolvers = { Subscription: { ticked: { subscribe: ticked }, level: { subscribe: level } } };
  const clock = await testSubgraph('clock', SDL, resolvers, { over });
  const stations = await testSubgraph('stations', STATIONS, {
    Station: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Station ${id}` }) },
  });
  return {
    clock,
    stations,
    /** What each subscription to `ticked` asked for, oldest first. */
    asked,
    /** How often a level was subscribed to at the subgraph. */
    subscribedLevels: () => levels,
    followers: () => bell.listenerCount('tick') + bell.listenerCount('level'),
    tick: (count = 1) => {
      for (let index = 0; index < count; index += 1) {
        const number = ticks.length + 1;
        ticks.push({ place: String(number), number, station: { id: `s${number}` } });
        bell.emit('tick', ticks.at(-1));
      }
    },
    setLevel: (value: number) => void bell.emit('level', value),
  };
}

/** What is there already, then what comes; its end is heard at once. */
function follow<Item>(bell: EventEmitter, name: string, first: readonly Item[], field: string) {
  const take = (item: Item) => queue.push({ [field]: item });
  const queue = new EventQueue<Record<string, Item>>({ limit: 1_000, onClose: () => void bell.off(name, take) });
  bell.on(name, take);
  for (const item of first) take(item);
  return queue;
}
