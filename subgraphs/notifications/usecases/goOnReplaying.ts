import type { DeadLetter, DeadLetterStore, ParkedKey, Replay } from '../deadLetterPorts.ts';

/** Sends the letters to their consumer again. */
export type Resend = (key: ParkedKey, replay: Replay) => Promise<void>;

type Deps = { store: Pick<DeadLetterStore, 'openOf' | 'takeAlong' | 'keep'>; resend: Resend };

/**
 * What follows a replay after which its key was kept. Where nothing failed, later events of the key have only joined the
 * dead letters meanwhile: these are replayed as well, or left out if they were dropped, until none is left. Where something
 * failed, all wait again.
 *
 * Repeatable: a letter that is sent twice has its effect once.
 */
export const makeGoOnReplaying =
  ({ store, resend }: Deps) =>
  async (key: ParkedKey, position: number): Promise<void> => {
    const open = await store.openOf(key);
    const replay = open.some(hasFailed) ? null : await store.takeAlong(key, position);
    return replay ? resend(key, replay) : store.keep(key, position);
  };

/** A dropped letter holds nothing up, however it failed before. */
const hasFailed = ({ status, failedAgain }: DeadLetter): boolean => failedAgain && status !== 'DROPPED';
