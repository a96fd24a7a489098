import type { OrderChange } from './orders.ts';
import type { Story } from './story.ts';
import type { Received } from './stream.ts';

type Told = Pick<Story, 'clock' | 'latencies' | 'note'>;

/** How long each change took to get here; the first message tells a state, not a change. */
export function tellLatencies({ clock, latencies, note }: Told, seen: readonly Received<OrderChange>[]): void {
  for (const { data, at } of seen.slice(1)) {
    const { order, at: changedAt } = data.orderStatusChanged;
    const ms = clock.msSince(changedAt, at);
    latencies.push(ms);
    note(`${order.status} was here ${Math.round(ms)} ms after the change`);
  }
}
