import type { Trail } from '#kernel/trail.ts';
import type { Category, QueuedEvent } from './mailEvents.ts';
import type { Language } from './templates/languages.ts';
import type { Secret } from './templates/template.ts';

/** A mail that one sender has in hand. No address, no name, no token: they are asked for when it is sent. */
export type ClaimedMail = {
  /** One event makes one mail, so it is the event's id; a test mail has the id under which it was asked for. */
  readonly id: string;
  readonly userId: string;
  readonly event: QueuedEvent;
  /** Real time. */
  readonly createdAt: Date;
  /** This one included. */
  readonly attempts: number;
  /** Grows with every claim: whoever holds an older one is too late. */
  readonly fence: number;
  /** Of the event. */
  readonly trail?: Trail | undefined;
};

export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'waiting'; readonly delayMs: number; readonly reason: string }
  /** Given up for good; kept for an operator. */
  | { readonly state: 'parked'; readonly reason: string };

export type MailQueue = {
  /** Inside the consumer's transaction, so that the mail and the inbox row are there together or not at all. */
  add(mail: { id: string; userId: string; event: QueuedEvent }): Promise<void>;
  /** The mail that has waited longest, for as long as the lease lasts. Null when none is due. */
  claim(): Promise<ClaimedMail | null>;
  /** Makes the lease last from now on; a sender that dies holds its mail up for no longer than that. */
  renew(mail: ClaimedMail): Promise<void>;
  /**
   * A mail that was sent or given up is published in the same transaction (MailSent, MailParked).
   *
   * @returns false when the lease had run out and somebody else claimed the mail since, or its user is gone.
   */
  settle(mail: ClaimedMail, outcome: Outcome): Promise<boolean>;
  /** A mail that was given up waits again, as if it were new. Nothing for any other. In the consumer's transaction. */
  resend(id: string): Promise<void>;
  /** Drops every mail of a deleted user, also those that wait. */
  erase(userId: string): Promise<void>;
};

export type Recipient = { readonly email: string; readonly name: string; readonly language: Language };

/** Null when there is no such user any more. @throws AppError UNAVAILABLE. */
export type RecipientOf = (userId: string) => Promise<Recipient | null>;

/**
 * A new token for a request, and where it goes; the one that was given out before ends. Null when the request is done,
 * too old, or a later one has taken its place. @throws AppError UNAVAILABLE.
 */
export type SecretOf = (requestId: string) => Promise<(Secret & { readonly email: string }) | null>;

/** What a user wants of a category, and the token of links that switch it off. @throws AppError UNAVAILABLE. */
export type WishesOf = (
  userId: string,
  category: Category,
) => Promise<{ readonly mailed: boolean; readonly unsubscribeToken: string }>;

/** What an admin wants sent. Null when it was erased. @throws AppError UNAVAILABLE. */
export type TestMailOf = (
  mailId: string,
) => Promise<{ readonly to: string; readonly subject: string; readonly html: string } | null>;

export type OutgoingMail = {
  /** The same for every attempt, so that a mail program can tell a second copy. */
  readonly id: string;
  readonly date: Date;
  readonly to: { readonly email: string; readonly name: string };
  readonly subject: string;
  readonly html: string;
  readonly text?: string;
  /** Where a POST switches such mails off (RFC 8058). */
  readonly unsubscribeUrl?: string;
};

/**
 * Hands a mail to the mail server; resolves once the server has taken responsibility for it.
 *
 * @throws AppError REFUSED (MAIL_REFUSED: this mail will never be taken), UNAVAILABLE (MAIL_DEFERRED: this mail not now;
 * MAIL_SERVER_UNAVAILABLE: no mail now). Messages don't repeat the server's words, which may hold the address.
 */
export type Post = (mail: OutgoingMail) => Promise<void>;
