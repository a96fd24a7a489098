import type { Draft } from '#events/outbox/outbox.ts';
import type { MailPurpose, MailRequest } from '../domain/mailRequest.ts';
import { MOST_SESSIONS, mayHaveAccess, type Session, sessionDecider } from '../domain/session.ts';
import { type Account, emailTaken, userOf } from '../domain/user.ts';
import { mailRequested, outgoing, registered } from '../outgoing.ts';
import type { AccountStore, SessionStore } from '../ports.ts';
import type { StoredSession } from '../sessionPorts.ts';
import type { UserQueries } from '../userReads.ts';

/** Accounts and sessions in memory, for tests. */
export class MemoryUsers implements AccountStore, SessionStore, UserQueries {
  readonly accounts = new Map<string, Account>();
  readonly mailRequests = new Map<string, MailRequest & { readonly tokenHash?: string }>();
  readonly published: Draft[] = [];
  /** How often users were read for many at once. */
  queries = 0;
  readonly #sessions = new Map<string, StoredSession>();
  /** Hash of a refresh token → session. */
  readonly #tokens = new Map<string, string>();

  async byEmail(email: string) {
    return [...this.accounts.values()].find((account) => account.email === email) ?? null;
  }

  async byId(id: string) {
    return this.accounts.get(id) ?? null;
  }

  async byIds(ids: readonly string[]) {
    this.queries++;
    return [...this.accounts.values()].filter(({ id }) => ids.includes(id)).map(userOf);
  }

  async register(...[account, first, events, verification]: Parameters<AccountStore['register']>) {
    // No await before the account is there: it stands for the unique index.
    if ([...this.accounts.values()].some(({ email }) => email === account.email)) throw emailTaken();
    this.accounts.set(account.id, account);
    this.#put(first, events.reduce(sessionDecider.evolve, first.state));
    this.published.push(registered(account));
    if (!verification) return;
    this.mailRequests.set(verification.id, verification);
    this.published.push(mailRequested(verification, account.createdAt));
  }

  async ofToken(tokenHash: string) {
    return this.#sessions.get(this.#tokens.get(tokenHash) ?? '') ?? null;
  }

  async advance(before: StoredSession, events: Parameters<SessionStore['advance']>[1], at: Date) {
    const now = this.#sessions.get(before.id)?.state ?? sessionDecider.initial;
    const after = events.reduce(sessionDecider.evolve, before.state);
    if (!isStill(now, before.state, after)) return false;
    this.#put(before, after);
    this.published.push(...outgoing(before, events, at));
    return true;
  }

  async start(account: Account, session: StoredSession, events: Parameters<SessionStore['start']>[2], at: Date) {
    const { passwordHash, roles, isDisabled } = this.accounts.get(account.id) ?? { isDisabled: true };
    if (isDisabled || passwordHash !== account.passwordHash || String(roles) !== String(account.roles)) return false;
    const isStored = await this.advance(session, events, at);
    this.#endSurplus(session, at);
    return isStored;
  }

  /** Ends the open sessions of a user. @param now real time. @returns how many there were. */
  endAll(userId: string, { at, now }: { at: Date; now: Date }): number {
    const open = [...this.#sessions.values()].filter(
      ({ userId: owner, state }) => owner === userId && state.status === 'open',
    );
    for (const session of open) {
      const isLive = session.state.status === 'open' && mayHaveAccess(session.state.expiresAt, now);
      this.#put(session, { status: 'ended' });
      const ended = [{ type: 'SessionEnded', because: 'loggedOut' }] as const;
      if (isLive) this.published.push(...outgoing(session, ended, at));
    }
    return open.length;
  }

  /** Forgets a user's requests for mails. */
  withdraw(userId: string, purposes?: readonly MailPurpose[]): void {
    for (const { id, userId: owner, purpose } of this.mailRequests.values()) {
      if (owner === userId && (!purposes || purposes.includes(purpose))) this.mailRequests.delete(id);
    }
  }

  #endSurplus({ id: newest, userId }: StoredSession, at: Date): void {
    const usedAt = ({ state }: StoredSession) => (state.status === 'open' ? state.expiresAt.getTime() : 0);
    const others = [...this.#sessions.values()].filter(
      ({ id, userId: owner, state }) => owner === userId && id !== newest && state.status === 'open',
    );
    for (const session of others.sort((one, other) => usedAt(other) - usedAt(one)).slice(MOST_SESSIONS - 1)) {
      this.#put(session, { status: 'ended' });
      this.published.push(...outgoing(session, [{ type: 'SessionEnded', because: 'loggedOut' }], at));
    }
  }

  #put(session: StoredSession, state: Session): void {
    this.#sessions.set(session.id, { ...session, state });
    if (state.status === 'open') this.#tokens.set(state.token, session.id);
  }
}

function isStill(now: Session, before: Session, after: Session): boolean {
  if (after.status === 'ended') return now.status === 'open';
  if (now.status === 'open' && before.status === 'open') return now.token === before.token;
  return now.status === before.status;
}
