import { expect, it } from 'vitest';
import { numbersOf } from './numbers.ts';
import { readMetrics } from './readMetrics.ts';

it('tells outbox, consumers and what waits', () => {
  const text = `
bazaar_outbox_pending{service="email"} 4
bazaar_outbox_lag_seconds{service="email"} 1.5
bazaar_consumer_lag_seconds{service="email",consumer="email"} 0.2
bazaar_consumer_lag_seconds{service="email",consumer="other"} 0
bazaar_consumer_handled_total{service="email",consumer="email",topic="orders.v1"} 7
bazaar_consumer_handled_total{service="email",consumer="email",topic="users.v1"} 2
bazaar_consumer_failed_total{service="email",consumer="email",topic="users.v1"} 1
bazaar_mails_waiting{service="email"} 3
bazaar_mails_parked{service="email",reason="SUPERSEDED"} 1
bazaar_mails_parked{service="email",reason="NO_RECIPIENT"} 5
bazaar_event_loop_delay_seconds{service="email",quantile="0.5"} 0.001
bazaar_event_loop_delay_seconds{service="email",quantile="0.99"} 0.02
process_resident_memory_bytes{service="email"} 1048576`;

  expect(numbersOf(readMetrics(text))).toEqual({
    outbox: { pending: 4, lagSeconds: 1.5 },
    consumers: [
      { consumer: 'email', lagSeconds: 0.2, handled: 9, failed: 1 },
      { consumer: 'other', lagSeconds: 0, handled: 0, failed: 0 },
    ],
    waiting: { 'mails waiting': 3, 'mails given up': 6 },
    eventLoopSeconds: 0.02,
    memoryBytes: 1_048_576,
  });
});

it('leaves out what a process does not tell', () => {
  expect(numbersOf([])).toEqual({ consumers: [], waiting: {} });
});
