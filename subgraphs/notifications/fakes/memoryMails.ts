import type { Draft } from '#events/outbox/outbox.ts';
import { connectionOf } from '#kernel/graphql/page.ts';
import { testMailRequestedOf } from '../outgoing.ts';
import type { LoggedMail, MailLog, ParkedMailStore, TestMail, TestMailRow, TestMailStore } from '../ports.ts';

/** A mail log in memory, for tests. It knows first pages only, and no filters. */
export function memoryMailLog(): MailLog {
  const rows = new Map<string, LoggedMail>();
  return {
    record: async (mail) => void rows.set(mail.id, mail),
    page: async (_filter, page) => {
      const newestFirst = [...rows.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
      const edges = newestFirst.slice(0, page.size).map((node) => ({ node, cursor: node.id }));
      return connectionOf(page, edges, newestFirst.length > page.size);
    },
    count: async () => rows.size,
    erase: async (userId) => {
      for (const [id, mail] of rows) if (mail.userId === userId) rows.set(id, { ...mail, userId: null });
    },
  };
}

/** Test mails in memory, with what they publish. */
export class MemoryTestMails implements TestMailStore {
  readonly published: Draft[] = [];
  readonly #rows: (TestMailRow & { mail: TestMail | null })[] = [];

  async add(row: TestMailRow, mail: TestMail) {
    const { adminId, idempotencyKey } = row;
    const first = this.#rows.find(
      (one) => idempotencyKey && one.adminId === adminId && one.idempotencyKey === idempotencyKey,
    );
    if (first) return first;
    this.#rows.push({ ...row, mail });
    this.published.push(testMailRequestedOf(row));
    return row;
  }

  async byId(mailId: string) {
    return this.#rows.find((row) => row.mailId === mailId)?.mail ?? null;
  }

  async erase(mailId: string) {
    for (const row of this.#rows) if (row.mailId === mailId) row.mail = null;
  }

  async eraseOf(adminId: string) {
    for (const row of this.#rows) if (row.adminId === adminId) row.mail = null;
  }
}

/** A shop that gave up no mail. */
export const noParkedMails: ParkedMailStore = {
  find: async () => [],
  count: async () => 0,
  askFor: async () => undefined,
};
