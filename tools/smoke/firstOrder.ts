import { randomUUID } from 'node:crypto';
import { type Line, type Order, order } from './orders.ts';
import type { Story } from './story.ts';

type Teller = Pick<Story, 'customer' | 'remember' | 'recall'>;

export const firstLines = ({ recall }: Pick<Story, 'recall'>): Line[] => JSON.parse(recall('lines'));

/** The order that the story is about: placed the first time, and asked for again ever after. */
export async function firstOrder(story: Teller): Promise<Order> {
  const key = story.remember('first order', randomUUID);
  return order(story.customer, key, firstLines(story));
}
