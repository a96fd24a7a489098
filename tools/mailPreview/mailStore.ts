import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';

/** Older mails go when more than this many are kept. */
const KEPT_MAILS = 500;
const SUFFIX = '.eml';

type Mailbox = { readonly address: string; readonly name: string };

/** A mail as maildev 2 shows it (https://github.com/maildev/maildev/blob/2.2.1/docs/rest.md). */
export type Mail = {
  readonly id: string;
  readonly time: string;
  readonly subject: string;
  readonly messageId: string;
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
};

export type MailStore = {
  add(raw: Buffer): Promise<void>;
  /** Oldest first. */
  all(): Promise<Mail[]>;
  find(id: string): Promise<Mail | undefined>;
  /** The mail as it was received. */
  source(id: string): Promise<Buffer | undefined>;
  clear(): Promise<void>;
};

/** Mails as .eml files in `dir`; names begin with the time of arrival, so their order is the mails' order. */
export async function openMailStore(dir: string): Promise<MailStore> {
  await mkdir(dir, { recursive: true });
  const parsed = new Map<string, Promise<Mail>>();
  const ids = async () =>
    (await readdir(dir))
      .filter((name) => name.endsWith(SUFFIX))
      .map(idOf)
      .sort();
  const pathOf = (id: string) => join(dir, `${id}${SUFFIX}`);
  const mailOf = (id: string): Promise<Mail> => {
    const mail = parsed.get(id) ?? readFile(pathOf(id)).then((raw) => parseMail(id, raw));
    parsed.set(id, mail);
    return mail;
  };
  const remove = async (id: string) => {
    parsed.delete(id);
    await rm(pathOf(id), { force: true });
  };
  const known = async (id: string) => (await ids()).includes(id);
  return {
    add: async (raw) => {
      const path = pathOf(newId());
      // Under its name a mail is there as a whole: half of one would be parsed and remembered.
      await writeFile(`${path}.part`, raw);
      await rename(`${path}.part`, path);
      const surplus = (await ids()).slice(0, -KEPT_MAILS);
      await Promise.all(surplus.map(remove));
    },
    all: async () => (await Promise.all((await ids()).map((id) => mailOf(id).catch(undefinedIfGone)))).filter(isThere),
    find: async (id) => ((await known(id)) ? mailOf(id) : undefined),
    source: async (id) => ((await known(id)) ? readFile(pathOf(id)) : undefined),
    clear: async () => void (await Promise.all((await ids()).map(remove))),
  };
}

/** Removed since the folder was listed. */
function undefinedIfGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

const isThere = (mail: Mail | undefined): mail is Mail => mail !== undefined;

const idOf = (file: string): string => file.slice(0, -SUFFIX.length);
const newId = (): string => `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}`;
const timeOf = (id: string): string => id.slice(0, 24).replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:');

async function parseMail(id: string, raw: Buffer): Promise<Mail> {
  const mail = await PostalMime.parse(raw);
  return {
    id,
    time: timeOf(id),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    from: mailboxes(mail.from ? [mail.from] : []),
    to: mailboxes(mail.to ?? []),
    headers: headersOf(mail),
    text: mail.text ?? '',
    html: mail.html ?? '',
  };
}

const headersOf = ({ headers }: Email): Record<string, string> =>
  Object.fromEntries(headers.map(({ key, value }) => [key, value]));

const mailboxes = (addresses: readonly Address[]): Mailbox[] =>
  addresses.flatMap(({ address, name, group }) => (address ? [{ address, name }] : mailboxes(group ?? [])));
