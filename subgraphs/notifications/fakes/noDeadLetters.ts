import { AppError } from '#kernel/errors.ts';
import { connectionOf } from '#kernel/graphql/page.ts';
import type { DeadLetterActions } from '../deadLetterPorts.ts';

/** A shop in which nothing ever failed. */
export const noDeadLetters: DeadLetterActions = {
  byId: async () => null,
  page: async (_filter, page) => connectionOf(page, [], false),
  count: async () => 0,
  replay: async () => {
    throw new AppError('REFUSED', 'NOTHING_PARKED', 'this key has no dead letters');
  },
  drop: async () => {
    throw new AppError('NOT_FOUND', 'DEAD_LETTER_NOT_FOUND', 'there is no such dead letter');
  },
};
