import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startConsumer } from '#events/consumer.ts';
import { loginMessage, processOf, scopeForTest } from '#events/testing/eventsUnderTest.ts';
import { openDeadLetters } from '#subgraphs/notifications/adapters/mongoDeadLetters.ts';
import { followDeadLetters, makeResend } from '#subgraphs/notifications/followDeadLetters.ts';
import { notificationsUnderTest } from '#subgraphs/notifications/notificationsUnderTest.ts';
import { makeSettleDeadLetters } from '#subgraphs/notifications/usecases/settleDeadLetters.ts';
import { testMongo } from '#testing/mongo.ts';
import { commands } from './commands.ts';
import { readArguments } from './readArguments.ts';
import { makeShop, type Session } from './shop.ts';

const TOPIC = 'users.v1';
const admin = { userId: 'boss', roles: ['admin' as const] };

/** A shop whose consumer `logins` can't stand `poison`, the API in front of it, and what the command says to people. */
async function shopWithTrouble() {
  const { mongo, transport } = await processOf(testMongo());
  const store = await openDeadLetters(mongo);
  await followDeadLetters(store, transport, scopeForTest());
  const settling = makeSettleDeadLetters({ store, resend: makeResend(transport) });
  const api = notificationsUnderTest({ now: new Date(), deadLetters: { ...store, ...settling } });
  const session: Session = {
    ask: async (document, variables) => {
      const { data, errors } = await api.query(admin, document, variables);
      expect(errors).toBeUndefined();
      return Object.values(data ?? {})[0] as Record<string, unknown>;
    },
  };
  const poison = new Set<string>();
  const handle = async ({ sequence, data }: { sequence: number; data: { userId: string } }) => {
    if (sequence === 2 && poison.has(data.userId)) throw new Error('2 is poison');
  };
  await startConsumer({ transport, name: 'logins', handlers: { [TOPIC]: handle } }, scopeForTest());
  const run = async (line: string) => {
    const said: string[] = [];
    const { command, ...asked } = readArguments(line.split(' '));
    const ok = command !== 'help' && (await commands[command](session, asked, (text) => void said.push(text)));
    return { ok, said: said.join('\n') };
  };
  const publish = async (...keys: string[]) => {
    for (const key of keys) poison.add(key);
    await transport.publish(keys.flatMap((key) => [1, 2, 3].map((sequence) => loginMessage(key, sequence))));
    const parked = async () => (await makeShop(session).list({ status: 'PARKED' }, 100)).total;
    await vi.waitFor(async () => expect(await parked()).toBe(keys.length * 2), { timeout: 20_000, interval: 100 });
  };
  return { mongo, run, publish, poison, session };
}

it('lists what waits, shows one letter and its event', async () => {
  const { run, publish } = await shopWithTrouble();
  const key = randomUUID();
  await publish(key);

  const list = await run('list --consumer logins --status parked');
  const json = (await run(`list --json --key ${key}`)).said.split('\n').map((line) => JSON.parse(line));
  const poison = json.find(({ kind }) => kind === 'POISON');

  expect(list.said).toContain('2 letters');
  expect(list.said).toContain(poison.id);
  expect((await run('list --consumer nobody')).said).toBe('no dead letters');
  expect((await run(`show ${poison.id}`)).said).toContain('"sequence": 2');
  expect((await run('list --limit 1')).said).toContain('1 of 2 letters');
});

it('replays all keys of a consumer and tells what failed again', async () => {
  const { run, publish, poison } = await shopWithTrouble();
  const [mended, broken] = [randomUUID(), randomUUID()];
  await publish(mended, broken);
  poison.delete(mended);

  const dry = await run('replay --consumer logins --all --dry-run');
  const first = await run('replay --consumer logins --all');
  poison.delete(broken);
  const second = await run('replay --consumer logins --all --json');

  expect(dry).toEqual({ ok: true, said: '4 letters of 2 keys would be handled again (nothing was done: a dry run)' });
  expect(first.ok).toBe(false);
  expect(first.said).toContain('2 wait:');
  expect(first.said).toContain(`${broken.slice(0, 8)}…`);
  expect(second).toEqual({
    ok: true,
    said: JSON.stringify({ keys: 1, letters: 2, failed: [], unfinished: 0, dryRun: false }),
  });
  expect(await run('replay --consumer logins --all')).toEqual({ ok: true, said: 'nothing waits' });
});

it('drops a letter, and its key flows again with the next replay', async () => {
  const { run, publish, session } = await shopWithTrouble();
  const key = randomUUID();
  await publish(key);
  const { letters } = await makeShop(session).list({ key }, 10);
  const id = letters.find(({ kind }) => kind === 'POISON')?.id ?? '';

  const dry = await run(`drop ${id} --note mended-by-hand --dry-run`);
  const dropped = await run(`drop ${id} --note mended-by-hand`);
  const replayed = await run(`replay ${id}`);

  expect(dry.said).toContain('would be dropped (nothing was done: a dry run)');
  expect(dropped.said).toContain('DROPPED');
  expect(replayed).toMatchObject({ ok: true, said: expect.stringContaining('the keys flow again') });
  await expect(run(`drop ${id} --note again`)).rejects.toMatchObject({ reason: 'DEAD_LETTER_SETTLED' });
  expect(await run(`drop ${id} --note again --dry-run`)).toEqual({
    ok: false,
    said: expect.stringContaining('could not be dropped'),
  });
});

it('waits until a key flows of which everything was dropped', async () => {
  const { run, publish, session } = await shopWithTrouble();
  const key = randomUUID();
  await publish(key);
  const { letters } = await makeShop(session).list({ key }, 10);
  for (const { id } of letters) await run(`drop ${id} --note mended-by-hand`);

  const replayed = await run('replay --consumer logins --all');
  const shown = await Promise.all(letters.map(({ id }) => run(`show ${id}`)));

  expect(replayed).toMatchObject({ ok: true, said: expect.stringContaining('the keys flow again') });
  expect(shown.map(({ said }) => said)).toEqual(letters.map(() => expect.stringMatching(/^settledAt +20/m)));
});

it('says so when a key stays blocked, also where no letter failed again', async () => {
  const { mongo, run, publish, poison } = await shopWithTrouble();
  const key = randomUUID();
  await publish(key);
  poison.delete(key);
  // The consumer knows of two letters, so it can't let the key go after a replay of one.
  await mongo.connection.collection('dead_letters').deleteOne({ key, kind: 'POISON' });

  const replayed = await run('replay --consumer logins --all');

  expect(replayed).toMatchObject({ ok: false, said: expect.stringContaining('1 wait:') });
});
