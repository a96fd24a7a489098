import { expect, it } from 'vitest';
import { currentTraceparent, withCallContext } from './callContext.ts';
import { traceIdOf, traceparentFrom, traceparentOf } from './traceparent.ts';

const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

it('takes a traceparent as the standard has it', () => {
  expect(traceparentFrom(given)).toBe(given);
  expect(traceIdOf(given)).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
});

it.each([
  undefined,
  '',
  [given, given],
  given.toUpperCase(),
  `${given} `,
  `${given}-more`,
  given.replace(/^00/, 'ff'),
  given.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)),
  given.replace('00f067aa0ba902b7', '0'.repeat(16)),
  `${given}\n`,
])('drops %j', (header) => {
  expect(traceparentFrom(header)).toBeUndefined();
});

it('begins the trace of a request under the id of the request', () => {
  const [one, another, named] = [
    traceparentOf('0f8fad5b-d9cb-469f-a165-70867728950e'),
    traceparentOf('0f8fad5b-d9cb-469f-a165-70867728950e'),
    traceparentOf('request-4711'),
  ];

  expect([one, another, named].map(traceparentFrom)).toEqual([one, another, named]);
  expect(traceIdOf(one)).toBe('0f8fad5bd9cb469fa16570867728950e');
  expect(traceIdOf(another)).toBe(traceIdOf(one));
  expect(traceIdOf(named)).not.toBe(traceIdOf(one));
});

it('is there for every request, and stays the one that came with it', () => {
  expect(currentTraceparent()).toBeUndefined();
  withCallContext({ requestId: 'request-4711', traceparent: given }, () => expect(currentTraceparent()).toBe(given));
  withCallContext({ requestId: 'request-4711' }, () =>
    expect(traceIdOf(currentTraceparent() ?? '')).toBe(traceIdOf(traceparentOf('request-4711'))),
  );
});
