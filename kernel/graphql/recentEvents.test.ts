import { describe, expect, it } from 'vitest';
import { RecentEvents } from './recentEvents.ts';

const NOW = Date.now();
const MINUTE_MS = 60_000;

const recent = (limit = 100) => new RecentEvents<string>({ since: new Date(NOW - 10 * MINUTE_MS), limit });

const position = (partition: number, offset: number, timestamp = new Date(NOW)) => ({
  partition,
  offset: String(offset),
  timestamp,
});

const itemsAfter = (events: RecentEvents<string>, at: ReturnType<typeof events.now>) =>
  events.after(at)?.map(({ item }) => item);

describe('recent events', () => {
  it('are told behind a position in every partition, and to nobody else', () => {
    const events = recent();
    events.note(position(0, 7), 'a');
    events.note(position(1, 3), 'b');
    const { readUpTo } = events.note(position(0, 9), 'c');
    events.note(position(1, 4), 'd');
    events.note(position(0, 12), 'e');

    expect(itemsAfter(events, readUpTo)).toEqual(['d', 'e']);
    expect(itemsAfter(events, events.now())).toEqual([]);
  });

  it('of a partition that was silent before are told', () => {
    const events = recent();
    const { readUpTo } = events.note(position(0, 7), 'a');
    events.note(position(5, 0), 'b');

    expect(itemsAfter(events, readUpTo)).toEqual(['b']);
  });

  it('from long before the reader came, in a partition that its instance never heard of, are not', () => {
    const events = recent();
    events.note(position(5, 0, new Date(NOW - 5 * MINUTE_MS)), 'old');

    expect(itemsAfter(events, { at: NOW, offsets: { 0: 7 } })).toEqual([]);
  });

  it('are not told in part, when some that the reader misses are forgotten', () => {
    const events = recent(10);
    const { readUpTo } = events.note(position(0, 0), 'first');
    const notes = Array.from({ length: 30 }, (_, index) => events.note(position(0, index + 1), String(index)));

    expect(itemsAfter(events, readUpTo)).toBeUndefined();
    expect(itemsAfter(events, notes[27]?.readUpTo ?? readUpTo)).toEqual(['28', '29']);
  });

  it('are not told to who was here before they were noted, nor to who has read another log', () => {
    const events = recent();
    events.note(position(0, 7), 'a');

    expect(itemsAfter(events, { at: NOW - 10 * MINUTE_MS, offsets: { 0: 6 } })).toBeUndefined();
    expect(itemsAfter(events, { at: NOW, offsets: { 0: 50_000 } })).toBeUndefined();
  });
});
