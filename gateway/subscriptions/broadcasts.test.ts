import { expect, it, vi } from 'vitest';
import { Broadcasts } from './broadcasts.ts';
import type { OpenUpstream, Sink } from './upstream/upstream.ts';

const wanted = {
  upstream: { service: 'clock', url: 'http://clock/', headers: () => ({}) },
  request: {
    rules: {},
    with: () => ({ query: 'subscription { ticked }', operationName: undefined, variables: {} }),
    afterIn: () => undefined,
    cursorOf: () => undefined,
  },
  variables: {},
  latest: false,
};
const listener = (): Sink => ({ next: vi.fn(), error: vi.fn(), complete: vi.fn() });

/** What can't be opened at first, and what was opened then. */
function broken(fails: (sink: Sink) => void) {
  const opened: Sink[] = [];
  let isFirst = true;
  const open: OpenUpstream = (_upstream, _ask, sink) => {
    if (isFirst) {
      isFirst = false;
      fails(sink);
    } else opened.push(sink);
    return () => {};
  };
  return { broadcasts: new Broadcasts(open), opened };
}

it('one that can’t be opened is not joined by those who come later', () => {
  const { broadcasts, opened } = broken(() => {
    throw new Error('no address');
  });
  expect(() => broadcasts.join(wanted, listener())).toThrow('no address');
  const later = listener();
  broadcasts.join(wanted, later);
  opened[0]?.next({ data: { ticked: 1 } });
  expect(later.next).toHaveBeenCalledWith({ data: { ticked: 1 } });
});

it('whoever joins one that ends while it is opened hears of it', () => {
  const { broadcasts, opened } = broken((sink) => sink.error(new Error('refused')));
  const first = listener();
  broadcasts.join(wanted, first);
  expect(first.error).toHaveBeenCalledWith(new Error('refused'));
  broadcasts.join(wanted, listener());
  expect(opened).toHaveLength(1);
});
