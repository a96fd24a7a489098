import { expect, it } from 'vitest';
import { DEAD_LETTER } from '#events/deadLetters/record.ts';
import type { TopicMessage } from './evidence.ts';
import { publishedEvents, setAside } from './setAside.ts';
import { healthyShop, messageOn } from './testing/healthyShop.ts';

const eventNamed = (id: string) => JSON.stringify({ id, type: 'OrderPaid', sequence: 1, data: {} });

const record = (kind: string, id: string, key = 'k'): TopicMessage => ({
  ...messageOn('orders.v1.dlq', key, eventNamed(id), 1),
  headers: { [DEAD_LETTER.kind]: kind, [DEAD_LETTER.consumer]: 'email', [DEAD_LETTER.origin]: `orders.v1/0/${id}` },
});

it('what waits among the dead letters of a consumer is set aside for it alone', () => {
  const isSetAside = setAside({ messages: [record('poison', 'e1'), record('parked', 'e2')] });

  expect([isSetAside('email', 'e1'), isSetAside('email', 'e2')]).toEqual([true, true]);
  expect([isSetAside('notification', 'e1'), isSetAside('email', 'e3')]).toEqual([false, false]);
});

it('a key that flows again has nothing set aside, and others keep theirs', () => {
  const messages = [record('poison', 'e1'), record('poison', 'e2', 'other'), record('released', 'e1')];
  const isSetAside = setAside({ messages });

  expect([isSetAside('email', 'e1'), isSetAside('email', 'e2')]).toEqual([false, true]);
});

it('replays, dead letters and what was injected are no news', () => {
  const { injuries } = healthyShop();
  const on = (id: string) => messageOn('orders.v1', 'k', eventNamed(id), 1);
  const replayed = { ...on('replayed'), headers: { [DEAD_LETTER.replayFor]: 'email' } };
  const poison = [{ topic: 'orders.v1', key: 'k', value: eventNamed('injected'), consumers: [] }];

  const events = publishedEvents({
    messages: [on('once'), on('once'), replayed, on('injected'), record('poison', 'dead')],
    injuries: { ...injuries, poison },
  });

  expect([...events.keys()]).toEqual(['once']);
});
