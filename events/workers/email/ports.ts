import type { MailEvent } from './templates/template.ts';

/** A mail that one sender has in hand. No address, no name: they are asked for when it is sent. */
export type ClaimedMail = {
  /** The event's id, so one event makes one mail. */
  readonly id: string;
  readonly userId: string;
  readonly event: MailEvent;
  /** Real time. */
  readonly createdAt: Date;
  /** This one included. */
  readonly attempts: number;
  /** Grows with every claim: whoever holds an older one is too late. */
  readonly fence: number;
};

export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'waiting'; readonly delayMs: number; readonly reason: string }
  /** Given up for good; kept for an operator. */
  | { readonly state: 'parked'; readonly reason: string };

export type MailQueue = {
  /** Inside the consumer's transaction, so that the mail and the inbox row are there together or not at all. */
  add(userId: string, event: MailEvent): Promise<void>;
  /** The mail that has waited longest, for as long as the lease lasts. Null when none is due. */
  claim(): Promise<ClaimedMail | null>;
  /** Makes the lease last from now on; a sender that dies holds its mail up for no longer than that. */
  renew(mail: ClaimedMail): Promise<void>;
  /** @returns false when the lease had run out and somebody else claimed the mail since. */
  settle(mail: ClaimedMail, outcome: Outcome): Promise<boolean>;
};

export type Recipient = { readonly email: string; readonly name: string };

/** Null when there is no such user any more. @throws AppError UNAVAILABLE. */
export type RecipientOf = (userId: string) => Promise<Recipient | null>;

export type OutgoingMail = {
  /** The same for every attempt, so that a mail program can tell a second copy. */
  readonly id: string;
  readonly date: Date;
  readonly to: Recipient;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/**
 * Hands a mail to the mail server; resolves once the server has taken responsibility for it.
 *
 * @throws AppError REFUSED (MAIL_REFUSED: this mail will never be taken), UNAVAILABLE (MAIL_DEFERRED: this mail not now;
 * MAIL_SERVER_UNAVAILABLE: no mail now). Messages don't repeat the server's words, which may hold the address.
 */
export type Post = (mail: OutgoingMail) => Promise<void>;
