import { AppError } from '#kernel/errors.ts';
import type { DeadLetterActions, DeadLetterStore } from '../deadLetterPorts.ts';
import type { Resend } from './goOnReplaying.ts';

type Deps = { store: DeadLetterStore; resend: Resend };

/** What admins may do about events that could not be handled. Both may be repeated. */
export const makeSettleDeadLetters = ({ store, resend }: Deps): Pick<DeadLetterActions, 'replay' | 'drop'> => ({
  replay: async ({ adminId, dryRun, ...key }) => {
    const open = await store.openOf(key);
    if (open.length === 0) throw refusal('REFUSED', 'NOTHING_PARKED', 'this key has no dead letters', 'key');
    if (dryRun) return open.filter(({ status }) => status !== 'DROPPED');
    const replay = await store.startReplay(key, adminId);
    await resend(key, replay);
    return replay.letters;
  },

  drop: async ({ id, ...decision }) => {
    const dropped = await store.drop(id, decision);
    if (dropped) return dropped;
    if (await store.byId(id)) {
      const message = 'it does not wait any more: only parked letters can be dropped';
      throw refusal('REFUSED', 'DEAD_LETTER_SETTLED', message, 'id');
    }
    throw refusal('NOT_FOUND', 'DEAD_LETTER_NOT_FOUND', 'there is no such dead letter', 'id');
  },
});

const refusal = (code: 'REFUSED' | 'NOT_FOUND', reason: string, message: string, param: string): AppError =>
  new AppError(code, reason, message, { reasons: [{ message, param }] });
