import { eventually } from './eventually.ts';
import { StoryFailure } from './failure.ts';

type Mail = {
  readonly subject: string;
  readonly to: readonly { readonly address: string }[];
  readonly html: string;
  readonly text: string;
};

/** After a crash a mail may first have to outlast the lease of a dead sender. */
const MAIL_MS = 60_000;

/** One person's mails, in the mail preview (maildev's API). */
export type Mailbox = {
  /** Waits for some whose subject begins so and whose text holds all of `words`. @throws StoryFailure. */
  find(subject: string, ...words: readonly string[]): Promise<Mail[]>;
};

export const makeMailbox = (mailUrl: string, address: string): Mailbox => ({
  find: async (subject, ...words) => {
    const wanted = (mail: Mail) =>
      mail.subject.startsWith(subject) && words.every((word) => mail.text.includes(word) && mail.html.includes(word));
    const expected = `a mail "${subject}…" to ${address} that holds ${words.join(' and ') || 'anything'}`;
    // A failure shows what came, and whole mails would drown it.
    const look = async () => (await mailsTo(mailUrl, address)).map((mail) => ({ mail, toJSON: () => mail.subject }));
    const found = await eventually(look, (mails) => mails.some(({ mail }) => wanted(mail)), {
      expected,
      timeoutMs: MAIL_MS,
      everyMs: 250,
    });
    return found.map(({ mail }) => mail).filter(wanted);
  },
});

async function mailsTo(mailUrl: string, address: string): Promise<Mail[]> {
  const url = new URL('/email', mailUrl);
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok)
    throw new StoryFailure(`mails at ${url} (--mail-url says where)`, `HTTP ${response?.status ?? 'no answer'}`);
  const mails = (await response.json()) as Mail[];
  return mails.filter(({ to }) => to.some((recipient) => recipient.address === address));
}
