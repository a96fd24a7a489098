import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEventStream } from './eventStreamReader.ts';

const STREAM = [
  ': a comment\n\n',
  'event: next\r\ndata: {"a":1}\r\n\r\n',
  'data: one\ndata:two\nid: 7\n\n',
  'event: complete\rdata:\r\r',
].join('');

const EVENTS = [
  { event: 'next', data: '{"a":1}' },
  { event: 'message', data: 'one\ntwo' },
  { event: 'complete', data: '' },
];

it('reads events however they are cut into chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), STREAM.length];
      const read = readEventStream();
      const events = places.slice(1).flatMap((end, index) => read(STREAM.slice(places[index], end)));

      // What ends with a CR may still get its LF.
      expect([...events, ...read('\n')]).toEqual(EVENTS);
    }),
  );
});

it('keeps what has no end', () => {
  const read = readEventStream();

  expect(read('event: next\ndata: half')).toEqual([]);
  expect(read(' of it\n\n')).toEqual([{ event: 'next', data: 'half of it' }]);
});
