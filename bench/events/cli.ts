import { loadavg } from 'node:os';
import { messageOf } from '#kernel/errors.ts';
import { readOptions } from '#tools/environment/readOptions.ts';
import { percentile } from '#tools/measure/buyers.ts';
import { startOwnKafka } from '#tools/measure/ownKafka.ts';
import { startOwnMongod } from '#tools/measure/ownMongod.ts';
import { measureBacklog } from './backlog.ts';
import { bareKafka } from './bareKafka.ts';
import { bareRows } from './bareRows.ts';
import type { Servers } from './bench.ts';
import { messagesOf } from './orderEvents.ts';
import { measurePropagation } from './propagation.ts';
import { measureRelay } from './relayRate.ts';

const HELP = `npm run bench:events [-- OPTIONS]
How fast events travel: from the commit to the handler, out of a full outbox, and through a backlog. Beside them what
kafkajs or MongoDB alone does with the same messages.

  --transport T  embedded (default) or kafka
  --rate N       events a second for the way from commit to handler (default 200)
  --seconds N    how long that is measured (default 10)
  --events N     events in the full outbox and in the backlog (default 100000)
  --only PART    propagation, relay, backlog or bare
  --help         this

It starts a mongod, and with kafka a broker, of its own and removes them again. Ends with 0, 1 when events came out of
order or anything failed, 2 for an unknown option.`;

const BATCH = 1_000;
const text = (value: string) => ({ type: 'string', default: value }) as const;

const given = readOptions(HELP, {
  transport: text('embedded'),
  rate: text('200'),
  seconds: text('10'),
  events: text('100000'),
  only: text(''),
});

const wholeNumber = (name: 'rate' | 'seconds' | 'events'): number => {
  const number = Number(given[name]);
  if (Number.isInteger(number) && number > 0) return number;
  return usage(`--${name} takes a whole number from 1, not ${given[name]}`);
};

function usage(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}\n`);
  process.exit(2);
}

const whole = (number: number) => Math.round(number).toLocaleString('en');
const say = (what: string, figure: string) => console.log(`${what.padEnd(46)} ${figure}`);

const events = wholeNumber('events');
const rate = wholeNumber('rate');
const seconds = wholeNumber('seconds');

const parts = {
  propagation: async (servers: Servers) => {
    for (const [where, apart, inbox] of [
      ['one process', false, false],
      ['own connections', true, false],
      ['own connections, inbox', true, true],
    ] as const) {
      const took = await measurePropagation(servers, { rate, seconds, apart, inbox });
      const [p50, p99] = [0.5, 0.99].map((share) => percentile(took, share).toFixed(1));
      say(`commit to handler at ${rate}/s, ${where}`, `p50 ${p50} ms   p99 ${p99} ms`);
    }
  },
  relay: async (servers: Servers) => {
    say('relay from a full outbox', `${whole(await measureRelay(servers, events))} events/s`);
  },
  backlog: async (servers: Servers) => {
    for (const inbox of [false, true]) {
      const took = await measureBacklog(servers, { events, inbox, rate });
      const what = `backlog of ${whole(events)}${inbox ? ', inbox' : ''}`;
      say(what, `${took.toFixed(1)} s   ${whole(events / took)} events/s`);
    }
  },
  bare: async ({ mongodbUri, brokers }: Servers) => {
    if (brokers) {
      const { sent, takenInSeconds } = await bareKafka(brokers, messagesOf(events), BATCH);
      say('bare kafkajs: sendBatch', `${whole(sent)} events/s`);
      say('bare kafkajs: a consumer that does nothing', `${takenInSeconds.toFixed(1)} s`);
    }
    const { written, marked, readInSeconds } = await bareRows(mongodbUri, events, BATCH);
    say('bare MongoDB: insertMany', `${whole(written)} events/s`);
    say('bare MongoDB: read and marked', `${whole(marked)} events/s`);
    say('bare MongoDB: read again', `${readInSeconds.toFixed(1)} s`);
  },
} as const;

const isPart = (name: string): name is keyof typeof parts => Object.hasOwn(parts, name);

async function main(): Promise<void> {
  const { transport, only } = given;
  if (transport !== 'embedded' && transport !== 'kafka') usage(`--transport takes embedded or kafka, not ${transport}`);
  if (only !== '' && !isPart(only)) usage(`--only takes ${Object.keys(parts).join(', ')}, not ${only}`);
  const mongod = await startOwnMongod();
  const kafka = transport === 'kafka' ? await startOwnKafka().catch(stopping(mongod)) : undefined;
  try {
    say(
      `${transport}, load of the machine before`,
      loadavg()
        .map((load) => load.toFixed(1))
        .join(' '),
    );
    const servers = { mongodbUri: mongod.uri, brokers: kafka?.brokers };
    for (const [name, measure] of Object.entries(parts)) if (only === '' || only === name) await measure(servers);
  } finally {
    await kafka?.stop();
    await mongod.stop();
  }
}

const stopping = (mongod: { stop(): Promise<void> }) => async (error: unknown) => {
  await mongod.stop();
  throw error;
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
