import type { DeadLetter, DeadLetterStore, ParkedKey } from '../deadLetterPorts.ts';

/** Sends the letters to their consumer again; `known` is how many the key has, those included that are not sent. */
export type Resend = (key: ParkedKey, letters: readonly DeadLetter[], known: number) => Promise<void>;

type Deps = { store: Pick<DeadLetterStore, 'openOf' | 'startReplay' | 'keep'>; resend: Resend };

/**
 * What follows a replay after which its key was kept. Where nothing failed, later events of the key have only joined the
 * dead letters meanwhile: these are replayed as well, until none is left. Where something failed, all wait again.
 *
 * Repeatable: a letter that is sent twice has its effect once.
 */
export const makeGoOnReplaying =
  ({ store, resend }: Deps) =>
  async (key: ParkedKey, position: number): Promise<void> => {
    const open = await store.openOf(key);
    const fresh = open.filter(({ status }) => status === 'PARKED');
    if (fresh.length === 0 || open.some(({ failedAgain }) => failedAgain)) return store.keep(key, position);
    // Sent first: whoever dies in between sends them again, and nothing stays REPLAYING that was not sent.
    await resend(key, fresh, open.length);
    await store.startReplay(fresh.map(({ id }) => id));
  };
