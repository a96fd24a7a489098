import { AppError } from '#kernel/errors.ts';
import type { ClaimedMail, Outcome, OutgoingMail, Post } from './ports.ts';

type Deps = {
  /** @throws AppError REFUSED when the mail must not be sent, UNAVAILABLE. */
  compose: (mail: ClaimedMail) => Promise<OutgoingMail>;
  post: Post;
  /** Real time: mails wait for servers, not for the shop's clock. */
  now: () => Date;
  /** Told of errors that are ours. */
  onFailure: (mail: ClaimedMail, error: unknown) => void;
};

const KEEP_TRYING_MS = 72 * 3_600_000;
const FIRST_DELAY_MS = 1_000;
/** A server that is away is back at any moment; one that puts a single mail off wants to be left alone. */
const LONGEST_DELAY_MS = { server: 30_000, mail: 3_600_000 } as const;

/** One attempt to send a mail, and what follows from it. Never throws: every failure is an outcome. */
export const makeDeliverMail =
  ({ compose, post, now, onFailure }: Deps) =>
  async (mail: ClaimedMail): Promise<Outcome> => {
    try {
      await post(await compose(mail));
      return { state: 'sent' };
    } catch (error) {
      if (!(error instanceof AppError)) onFailure(mail, error);
      return outcomeOf(error, mail, now());
    }
  };

function outcomeOf(error: unknown, { attempts, createdAt }: ClaimedMail, now: Date): Outcome {
  const { code, reason } = error instanceof AppError ? error : { code: 'INTERNAL', reason: 'NOT_RENDERED' };
  if (code === 'REFUSED') return { state: 'parked', reason };
  if (now.getTime() - createdAt.getTime() > KEEP_TRYING_MS) return { state: 'parked', reason: `GAVE_UP_${reason}` };
  const away = code === 'UNAVAILABLE' && reason !== 'MAIL_DEFERRED';
  const longest = LONGEST_DELAY_MS[away ? 'server' : 'mail'];
  return { state: 'waiting', delayMs: Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), longest), reason };
}
