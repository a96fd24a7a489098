import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { startConsumer } from '#events/consumer.ts';
import { loginMessage, processOf, scopeForTest } from '#events/testing/eventsUnderTest.ts';
import type { Transport } from '#events/transport/transport.ts';
import { testMongo } from '#testing/mongo.ts';
import { openDeadLetters } from './adapters/mongoDeadLetters.ts';
import { followDeadLetters, makeResend } from './followDeadLetters.ts';
import { notificationsUnderTest } from './notificationsUnderTest.ts';
import { makeSettleDeadLetters } from './usecases/settleDeadLetters.ts';

export const admin = { userId: 'boss', roles: ['admin' as const] };
export const TOPIC = 'users.v1';
export const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

export const LIST = /* GraphQL */ `query ($filter: DeadLetterFilter) {
  deadLetters(filter: $filter) {
    totalCount
    nodes { id consumer topic key kind status reason message attempts stack failedAt event requestId traceparent origin note
      failedAgain settledAt
    }
  }
}`;
export const REPLAY = /* GraphQL */ `mutation ($input: ReplayDeadLettersInput!) {
  replayDeadLetters(input: $input) {
    __typename
    ... on DeadLettersReplayed { dryRun deadLetters { kind status } }
    ... on UserError { code }
  }
}`;
export const DROP = /* GraphQL */ `mutation ($input: DropDeadLetterInput!) {
  dropDeadLetter(input: $input) { __typename ... on DeadLetterDropped { deadLetter { status note } } ... on UserError { code } }
}`;

type Letter = {
  id: string;
  key: string;
  status: string;
  kind: string;
  failedAgain: boolean;
  settledAt: string | null;
};
export const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** A shop with a consumer `logins` that can't stand the sequences in `broken`. */
export async function shopWithTrouble() {
  const { mongo, transport } = await processOf(testMongo());
  const store = await openDeadLetters(mongo);
  await followDeadLetters(store, transport, scopeForTest());
  const nothing = async (): Promise<void> => undefined;
  const trouble = { afterLook: nothing, beforeReplay: nothing };
  const resend = makeResend(transport);
  const settling = makeSettleDeadLetters({
    store: {
      ...store,
      openOf: async (key) => {
        const open = await store.openOf(key);
        await trouble.afterLook();
        return open;
      },
    },
    resend: async (...letters) => {
      await trouble.beforeReplay();
      await resend(...letters);
    },
  });
  const api = notificationsUnderTest({ now: new Date(), deadLetters: { ...store, ...settling } });
  const broken = new Set<number>();
  const handled: number[] = [];
  const handle = async ({ sequence }: { sequence: number }) => {
    if (broken.has(sequence)) throw new Error(`${sequence} can't be`);
    handled.push(sequence);
  };
  await startConsumer({ transport, name: 'logins', handlers: { [TOPIC]: handle } }, scopeForTest());
  const letters = async (filter = {}) => {
    const { data, errors } = await api.query(admin, LIST, { filter });
    expect(errors).toBeUndefined();
    return (data as { deadLetters: { nodes: Letter[]; totalCount: number } }).deadLetters;
  };
  const statuses = async () => (await letters()).nodes.map(({ status }) => status).toReversed();
  return { mongo, transport, api, broken, handled, trouble, letters, statuses };
}

export const publish = (transport: Transport, key: string, ...sequences: number[]) =>
  transport.publish(
    sequences.map((each) => ({
      ...loginMessage(key, each),
      headers: { 'x-request-id': 'request-4711', traceparent: TRACE },
    })),
  );

/** Two letters of one key: the second event is poison, the third waits behind it. */
export async function twoLetters() {
  const shop = await shopWithTrouble();
  const key = randomUUID();
  shop.broken.add(2);
  await publish(shop.transport, key, 1, 2, 3);
  await until(async () => expect((await shop.letters()).totalCount).toBe(2));
  const replay = async (more: object = {}) => {
    const input = { consumer: 'logins', topic: TOPIC, key, ...more };
    const { data, errors } = await shop.api.query(admin, REPLAY, { input });
    expect(errors).toBeUndefined();
    return (data as { replayDeadLetters: object }).replayDeadLetters;
  };
  const drop = (id?: string) => shop.api.query(admin, DROP, { input: { id, note: 'nobody needs it' } });
  const dropFirst = async (filter: object) => {
    const { data } = await drop((await shop.letters(filter)).nodes[0]?.id);
    expect(data).toMatchObject({ dropDeadLetter: { __typename: 'DeadLetterDropped' } });
  };
  return { ...shop, key, replay, drop, dropFirst };
}
