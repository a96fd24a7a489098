import { AppError } from '#kernel/errors.ts';
import type { SendTestMailRequest, TestMailStore } from '../ports.ts';

type Deps = {
  store: Pick<TestMailStore, 'add'>;
  now: () => Date;
  newId: () => string;
  /** Equal for equal texts, and can't be turned back. */
  fingerprintOf: (text: string) => string;
};

/**
 * Accepts a mail that an admin wants sent; the e-mail worker hears of it and asks for it. A repeat with the same key gives
 * the first mail's id, also after that mail was erased.
 *
 * @throws AppError BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED).
 */
export const makeSendTestMail =
  ({ store, now, newId, fingerprintOf }: Deps) =>
  async ({ adminId, idempotencyKey, ...mail }: SendTestMailRequest): Promise<{ mailId: string }> => {
    const fingerprint = fingerprintOf(JSON.stringify([mail.to, mail.subject, mail.html]));
    const row = { mailId: newId(), adminId, idempotencyKey, fingerprint, requestedAt: now() };
    const stored = await store.add(row, mail);
    if (stored.fingerprint === fingerprint) return { mailId: stored.mailId };
    const message = 'this key was used for another mail';
    const reasons = [{ param: 'idempotencyKey', message }];
    throw new AppError('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED', message, { reasons });
  };
