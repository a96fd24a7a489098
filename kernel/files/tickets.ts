import { createHash, randomBytes } from 'node:crypto';
import type { UserPrincipal } from '../auth/principal.ts';
import type { Revocations } from '../auth/revocations.ts';
import { AppError } from '../errors.ts';
import type { Mongo } from '../mongo/mongo.ts';
import { ticketInvalid } from './fileRefusals.ts';

/** 256 random bits, base64url. */
export type Ticket = { readonly token: string; readonly expiresAt: Date };

/** What was granted, and to whom. */
export type Granted<Subject> = { readonly subject: Subject; readonly holder: UserPrincipal };

/** Permission to do one thing once, by an address alone: browsers and programs send files without an access token. */
export type Tickets<Subject> = {
  issue(granted: Granted<Subject>): Promise<Ticket>;
  /**
   * Of two that bring the same token one gets what was granted. The session in which it was issued must still be open.
   *
   * @throws AppError FORBIDDEN (TICKET_INVALID).
   */
  take(token: unknown): Promise<Granted<Subject>>;
};

/** `_id` is the hash of the token: who reads the database can't use it. */
type TicketRow = { _id: string; purpose: string; subject: unknown; holder: UserPrincipal; expiresAt: Date };

const VALID_MS = 5 * 60_000;

type Deps = {
  mongo: Pick<Mongo, 'connection'>;
  revocations: Revocations;
  /** Real time. */
  now?: () => Date;
};

/** Opens the tickets of a service; each purpose has its own. They are good for five minutes. */
export async function openTickets({ mongo: { connection }, revocations, now = () => new Date() }: Deps) {
  if (!connection.db) throw new AppError('INTERNAL', 'NOT_CONNECTED', 'this connection has no database');
  const rows = connection.db.collection<TicketRow>('tickets');
  await rows.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });

  return <Subject>(purpose: string): Tickets<Subject> => ({
    issue: async ({ subject, holder }) => {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + VALID_MS);
      await rows.insertOne({ _id: hashOf(token), purpose, subject, holder, expiresAt });
      return { token, expiresAt };
    },
    take: async (token) => {
      if (typeof token !== 'string' || token.length > 100) throw ticketInvalid();
      // MongoDB removes what has expired only once a minute.
      const row = await rows.findOneAndDelete({ _id: hashOf(token), purpose, expiresAt: { $gt: now() } });
      if (!row || revocations.isRevoked(row.holder)) throw ticketInvalid();
      return { subject: row.subject as Subject, holder: row.holder }; // `issue` put it there
    },
  });
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
