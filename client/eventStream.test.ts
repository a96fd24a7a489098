import { describe, expect, it } from 'vitest';
import { EventReader } from './eventStream.ts';

const eventsOf = (...pieces: string[]) => {
  const reader = new EventReader();
  return pieces.flatMap((piece) => [...reader.read(piece)]);
};

describe('server-sent events', () => {
  it('are read whatever their lines end with, and however they are cut', () => {
    const text = ':\n\nid: 7\r\nevent: next\r\ndata: {"a":\r\ndata: 1}\r\n\r\n:\n\nevent: complete\ndata:\n\n';
    const expected = [
      { name: 'next', data: '{"a":\n1}', id: '7' },
      { name: 'complete', data: '', id: '7' },
    ];

    expect(eventsOf(text)).toEqual(expected);
    expect(eventsOf(...text)).toEqual(expected);
    expect(eventsOf(text.replaceAll('\r\n', '\r'))).toEqual(expected);
  });

  it('count only when they are whole', () => {
    expect(eventsOf('id: 1\ndata: a\n\nid: 2\ndata: b\n')).toEqual([{ name: 'message', data: 'a', id: '1' }]);
  });
});
