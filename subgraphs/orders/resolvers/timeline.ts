import { isAdmin } from '#kernel/auth/principal.ts';
import { forCustomer } from '../domain/customersTimeline.ts';
import { titleOf } from '../domain/timelineTitles.ts';
import type { Resolvers } from '../generated.ts';

/** Whoever may read the order may read what happened to it: admins all, its customer what concerns customers. */
export const orderTimeline = {
  timeline: async (order, _args, { call, timelines }) => {
    const { entries } = await timelines.load(order);
    return [...(isAdmin(call.principal) ? entries : forCustomer(entries))];
  },
  timelineIncomplete: async (order, _args, { timelines }) => [...(await timelines.load(order)).incomplete],
} satisfies Resolvers['Order'];

export const timelineTypes = {
  TimelineEntry: {
    title: titleOf,
    by: ({ by }) => (by === null ? null : ACTORS[by]),
  },
} satisfies Resolvers;

const ACTORS = { customer: 'CUSTOMER', admin: 'ADMIN', system: 'SYSTEM' } as const;
