import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { testMongo } from '#testing/mongo.ts';
import { startConsumer } from './consumer.ts';
import { makeOutbox } from './outbox/outbox.ts';
import { startRelay } from './outbox/relay.ts';
import { loggedIn, loginMessage, processOf, scopeForTest } from './testing/eventsUnderTest.ts';

/** The value of one line, without the labels that are the same for all. */
async function numberAt({ metrics }: { metrics: { text(): Promise<string> } }, line: string): Promise<number> {
  const text = (await metrics.text()).replaceAll(/service="[^"]*",?/g, '').replaceAll('{}', '');
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.slice(line.length + 1),
  );
}
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

it('a consumer tells what it handled, what failed, what it put aside, and how far it is behind', async () => {
  const { transport } = await processOf(testMongo());
  const scope = scopeForTest();
  const away = Promise.withResolvers<void>();
  const handle = async ({ sequence }: { sequence: number }) => {
    if (sequence === 2) throw new AppError('REFUSED', 'CANT_BE', 'never');
    if (sequence === 9) await away.promise;
  };
  await startConsumer({ transport, name: 'logins', handlers: { 'users.v1': handle } }, scope);
  const [poisoned, slow] = [randomUUID(), randomUUID()];

  await transport.publish([1, 2, 3].map((sequence) => loginMessage(poisoned, sequence)));

  const of = (name: string, more = '') =>
    numberAt(scope, `bazaar_consumer_${name}{consumer="logins",topic="users.v1"${more}}`);
  await until(async () => expect(await of('dead_letters_total', ',kind="parked"')).toBe(1));
  expect(await of('dead_letters_total', ',kind="poison"')).toBe(1);
  expect(await of('handled_total')).toBe(1);
  expect(await of('failed_total')).toBe(5);
  expect(await of('handler_seconds_count')).toBe(1);

  const lag = () => numberAt(scope, 'bazaar_consumer_lag_seconds{consumer="logins"}');
  expect(await lag()).toBe(0);
  await transport.publish([loginMessage(slow, 9)]);
  await until(async () => expect(await lag()).toBeGreaterThan(0.3));
  away.resolve();
  await until(async () => expect(await lag()).toBe(0));
});

it('a consumer tells of what it passed over because it does not know the type', async () => {
  const { transport } = await processOf(testMongo());
  const scope = scopeForTest();
  await startConsumer({ transport, name: 'logins', handlers: { 'users.v1': async () => undefined } }, scope);
  const [known, other] = [loginMessage(randomUUID(), 1), loginMessage(randomUUID(), 1)];
  const ofTomorrow = { ...other, value: other.value.replace('UserLoggedIn', 'UserVanished') };

  await transport.publish([ofTomorrow, known]);

  const of = (name: string) => numberAt(scope, `bazaar_consumer_${name}{consumer="logins",topic="users.v1"}`);
  await until(async () => expect(await of('unknown_events_total')).toBe(1));
  await until(async () => expect(await of('handled_total')).toBe(1));
});

it('a consumer with an inbox tells what came again', async () => {
  const { mongo, transport } = await processOf(testMongo());
  const scope = scopeForTest();
  await startConsumer(
    { transport, name: 'logins', handlers: { 'users.v1': async () => undefined }, inbox: mongo },
    scope,
  );
  const login = loginMessage(randomUUID(), 1);

  await transport.publish([login, login, loginMessage(randomUUID(), 1)]);

  const of = (name: string) => numberAt(scope, `bazaar_consumer_${name}{consumer="logins",topic="users.v1"}`);
  await until(async () => expect((await of('handled_total')) + (await of('repeated_total'))).toBe(3));
  expect(await of('repeated_total')).toBe(1);
});

it('the outbox tells what waits, and the relay what it has published', async () => {
  const { mongo, transport } = await processOf(testMongo());
  const scope = scopeForTest();
  let isAway = true;
  const flaky = {
    ...transport,
    publish: (messages: Parameters<typeof transport.publish>[0]) =>
      isAway ? Promise.reject(new AppError('UNAVAILABLE', 'AWAY', 'away')) : transport.publish(messages),
  };
  await startRelay({ mongo, transport: flaky, name: 'users' }, scope);

  await mongo.transaction(() => makeOutbox(mongo).append([1, 2, 3].map(() => loggedIn(randomUUID()))));

  await until(async () => expect(await numberAt(scope, 'bazaar_outbox_lag_seconds')).toBeGreaterThan(0.2));
  expect(await numberAt(scope, 'bazaar_outbox_pending')).toBe(3);
  expect(await numberAt(scope, 'bazaar_relay_published_total')).toBe(0);
  isAway = false;
  await until(async () => expect(await numberAt(scope, 'bazaar_outbox_pending')).toBe(0));
  expect(await numberAt(scope, 'bazaar_relay_published_total')).toBe(3);
  expect(await numberAt(scope, 'bazaar_outbox_lag_seconds')).toBe(0);
});
