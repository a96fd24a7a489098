import { createTransport } from 'nodemailer';
import { passing } from '#kernel/crashPoints.ts';
import { AppError } from '#kernel/errors.ts';
import { currentSpan, during } from '#kernel/tracing/span.ts';
import type { Post } from '../ports.ts';

type Options = {
  host: string;
  port: number;
  /** Credentials are sent over TLS only. */
  login?: { user: string; pass: string };
  /** `Bazaar <shop@bazaar.example>`. */
  from: string;
  /** How long the server may keep silent, in milliseconds. */
  silenceMs?: number;
};

/** Short enough that a dead server doesn't hold a mail for long, long enough for one that scans before it accepts. */
const SILENCE_MS = 60_000;

/** A connection for each mail: one that is kept may have died meanwhile, and the mail's fate with it would be unknown. */
export function makeSmtpPost({ host, port, login, from, silenceMs = SILENCE_MS }: Options): Post {
  const transport = createTransport({
    host,
    port,
    secure: port === 465,
    ...(login && { auth: login, requireTLS: true }),
    connectionTimeout: Math.min(silenceMs, 10_000),
    greetingTimeout: Math.min(silenceMs, 10_000),
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = domainOf(from);
  return async ({ id, date, to, subject, html, text, unsubscribeUrl }) => {
    const recipient = { name: to.name, address: onlyAddress(to.email) };
    const headers = { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribeUrl) };
    const mail = { messageId: `<${id}@${domain}>`, date, from, to: recipient, subject, html, text, headers };
    const span = currentSpan()?.child('smtp', 'client', { 'server.address': host, 'server.port': port });
    await during(span, () => transport.sendMail(mail)).catch((error: unknown) => {
      throw postError(error);
    });
    passing('email.afterAcceptance');
  };
}

/** Mail programs show a button for it, and post to the address when it is pressed (RFC 8058). */
const unsubscribeHeaders = (url: string | undefined): Record<string, string> =>
  url === undefined ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

/** One recipient: in a list, or with a name of its own, there could be more. Names are encoded by nodemailer. */
function onlyAddress(email: string): string {
  const oneAddress = /^[^\s\p{Cc}@<>()[\]:;,"\\]+@[^\s\p{Cc}@<>()[\]:;,"\\]+$/u;
  if (oneAddress.test(email)) return email;
  throw new AppError('REFUSED', 'MAIL_REFUSED', 'the address is not one plain address');
}

/** What nodemailer adds to its errors (https://nodemailer.com/smtp/#error-handling). */
type SmtpError = { code?: string; command?: string; responseCode?: number };

function postError(error: unknown): AppError {
  const { code, command, responseCode } = error as SmtpError;
  const said = [code, command, responseCode].filter((part) => part !== undefined).join(' ');
  // 421 is the server's farewell, whatever it was asked.
  const aboutThisMail = (command === 'RCPT TO' || command === 'DATA') && responseCode && responseCode !== 421;
  if (!aboutThisMail) return new AppError('UNAVAILABLE', 'MAIL_SERVER_UNAVAILABLE', `the mail server failed: ${said}`);
  return responseCode >= 500
    ? new AppError('REFUSED', 'MAIL_REFUSED', `the mail server refuses the mail: ${said}`)
    : new AppError('UNAVAILABLE', 'MAIL_DEFERRED', `the mail server puts the mail off: ${said}`);
}
