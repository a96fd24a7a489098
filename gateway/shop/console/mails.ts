import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';

const ANSWER_MS = 3_000;
const SHOWN = 30;
/** Longer ones are cut: the preview's own page has them in full. */
const TEXT_LENGTH = 5_000;

const mailbox = z.object({ address: z.string(), name: z.string().default('') });

/** What maildev 2 and the preview of `npm start` tell of a mail. */
const caught = z.array(
  z.object({
    id: z.string(),
    time: z.string(),
    subject: z.string().default(''),
    to: z.array(mailbox).default([]),
    text: z.string().default(''),
  }),
);

export type CaughtMail = {
  readonly id: string;
  readonly time: string;
  readonly subject: string;
  /** Addresses. */
  readonly to: readonly string[];
  readonly text: string;
};

/** The latest mails that a preview caught, newest first. @throws AppError UNAVAILABLE (MAIL_PREVIEW_AWAY). */
export async function readCaughtMails(previewUrl: string): Promise<CaughtMail[]> {
  const mails = await ask(new URL('/email', previewUrl));
  const latest = mails.toSorted((a, b) => b.time.localeCompare(a.time)).slice(0, SHOWN);
  return latest.map(({ id, time, subject, to, text }) => ({
    id,
    time,
    subject,
    to: to.map(({ address }) => address),
    text: text.slice(0, TEXT_LENGTH),
  }));
}

async function ask(url: URL): Promise<z.infer<typeof caught>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    return caught.parse(await response.json());
  } catch (error) {
    throw new AppError('UNAVAILABLE', 'MAIL_PREVIEW_AWAY', 'no mail preview answers', { cause: error });
  }
}
