import { argv, stdout } from 'node:process';
import { testScope } from '#testing/testScope.ts';
import { openTransport } from '../open.ts';

// A consumer in a process of its own, for tests that kill it: prints the value of each message that it has handled, and
// hangs in the one after `hangAfter`.
const { config, group, topic, hangAfter } = JSON.parse(argv[2] ?? '{}');
const transport = await openTransport(config, { name: 'member' }, testScope());
let handled = 0;
await transport.subscribe({
  group,
  topics: [topic],
  handle: async ({ value }) => {
    if (handled === hangAfter) await new Promise(() => {});
    handled += 1;
    stdout.write(`${value}\n`);
  },
});
