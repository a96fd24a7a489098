import type { Habits } from '../workload/visits.ts';
import type { Mutant } from './mutant.ts';

const nobody: Habits['endings'] = {
  pay: 0,
  payAtSecondTry: 0,
  declined: 0,
  refusedAtCapture: 0,
  cancel: 0,
  payThenCancel: 0,
  leave: 0,
  payAtDeadline: 0,
};

/** Guards of events on their way, and of what they cause. */
export const eventMutants: readonly Mutant[] = [
  {
    name: 'no-inbox',
    about: 'nobody asks whether an event is done, so a repeated one has its effect twice',
    file: 'events/effectsTogether.ts',
    // The rows are written as ever, so that only the effects tell.
    edits: [
      {
        find: 'await this.#rows.insertOne({ _id, handledAt: new Date() }, inSessionOf(this.#mongo));',
        replace:
          'const row = { $set: { handledAt: new Date() } }; ' +
          'await this.#rows.updateOne({ _id }, row, { upsert: true, ...inSessionOf(this.#mongo) });',
      },
      { find: 'if (!known.has(effect.rowId)) await effect.run();', replace: 'await effect.run();' },
    ],
    scenarios: [['repeats', 1]],
    caughtBy: ['effects-once', 'dead-letters-expected'],
  },
  {
    name: 'event-outside-transaction',
    about: 'events are written outside of the transaction, and processes die before they commit',
    file: 'events/outbox/outbox.ts',
    edits: [
      {
        find: 'await collections.rows.insertMany(rows, { session });',
        replace:
          'await collections.rows.insertMany(rows); ' +
          "if (process.uptime() > 12 && Math.random() < 0.1) process.kill(process.pid, 'SIGKILL');",
      },
    ],
    scenarios: [['random-kills', 2]],
    caughtBy: ['only-committed', 'sequences-in-order'],
  },
  {
    name: 'marked-before-published',
    about: 'events are marked as published before the transport has taken them',
    file: 'events/outbox/relayLoop.ts',
    edits: [
      {
        find: "    passing('relay.beforePublish');\n",
        replace: "    await this.#mark(rows.map(({ _id }) => _id));\n    passing('relay.beforePublish');\n",
      },
    ],
    scenarios: [['crash-points', 3]],
    points: ['relay.beforePublish'],
    caughtBy: ['events-published'],
  },
  {
    name: 'outage-is-poison',
    about: 'what can not be handled while a dependency is away is put aside as if it were broken',
    file: 'events/attempt.ts',
    edits: [{ find: 'const outage = isOutage(error);', replace: 'const outage = isOutage(error) && false;' }],
    // Whose stock was being held when products died is refused at once by who is not there, five times within two seconds.
    scenarios: [['crash-points', 3]],
    points: ['products.midHold'],
    caughtBy: ['dead-letters-expected'],
  },
  {
    name: 'message-id-by-chance',
    about: 'each attempt to send a mail has another Message-ID, so nobody can tell a second copy',
    file: 'events/workers/email/adapters/smtpPost.ts',
    edits: [{ find: 'messageId: `<', replace: 'messageId: `<a` + Math.random() + `' }],
    scenarios: [['mail-server', 1]],
    caughtBy: ['mails-expected'],
  },
  {
    name: 'no-fence-of-timers',
    about: 'a timer that was set anew meanwhile is removed by who had claimed it before, and who is slow',
    file: 'events/workers/expiration/adapters/mongoTimers.ts',
    edits: [
      {
        find: 'const held = ({ orderId, fence }: DueTimer) => ({ _id: orderId, fence });',
        replace: 'const held = ({ orderId }: DueTimer) => ({ _id: orderId });',
      },
      {
        find: 'finish: async (timer) => void (await model.deleteOne(held(timer))),',
        // As slow as it takes for somebody to set it anew, if that happens within two seconds.
        replace:
          'finish: async (timer) => { for (const end = Date.now() + 2_000; Date.now() < end; ) { ' +
          'const row = await model.findById(timer.orderId).lean(); if (row?.fence !== timer.fence) break; } ' +
          'await model.deleteOne(held(timer)); },',
      },
    ],
    scenarios: [['clock', 4]],
    // Such a payment holds its order while the deadline passes, and gives it back.
    endings: { ...nobody, refusedAtCapture: 2, pay: 1 },
    caughtBy: ['orders-finished'],
  },
];
