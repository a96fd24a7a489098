import { ECDH } from 'node:crypto';
import { z } from 'zod';
import { categories, channels, nameOf } from './domain/preferences.ts';

export const markNotificationReadInput = z.object({ id: z.string().min(1).max(100) });

export const deliverNotificationInput = z.object({
  eventId: z.uuid(),
  userId: z.uuid(),
  kind: z.enum(['WELCOME', 'ORDER', 'PAYMENT']),
  title: z.string().min(1).max(200),
  body: z.string().min(1).max(2_000),
  orderId: z
    .uuid()
    .nullish()
    .transform((orderId) => orderId ?? null),
});

/** For services. */
export const orderMessagesInput = z.object({ orderIds: z.array(z.uuid()).min(1).max(100) });

const choice = z.object({ category: z.enum(categories), channel: z.enum(channels), enabled: z.boolean() });

export const updateNotificationPreferencesInput = z.object({
  choices: z
    .array(choice)
    .min(1)
    .max(categories.length * channels.length)
    .superRefine((choices, context) => {
      const names = choices.map(nameOf);
      for (const [index, name] of names.entries()) {
        if (names.indexOf(name) === index) continue;
        context.addIssue({ code: 'custom', path: [index], message: 'is named twice' });
      }
    }),
});

const MAX_HTML_BYTES = 102_400;
/** One address and nothing else: what could hold a second one, or a header, is none. */
const ONE_ADDRESS = /^[^\s\p{Cc}@<>()[\]:;,"\\]+@[^\s\p{Cc}@<>()[\]:;,"\\]+$/u;

export const sendTestEmailInput = z.object({
  to: z.string().max(254).regex(ONE_ADDRESS, 'must be one plain e-mail address'),
  subject: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must have no line breaks or control characters'),
  html: z
    .string()
    .min(1)
    .refine((html) => Buffer.byteLength(html) <= MAX_HTML_BYTES, `must have at most ${MAX_HTML_BYTES} bytes`)
    .refine((html) => !html.includes('\0'), 'must have no NUL'),
  idempotencyKey: z
    .string()
    .min(1)
    .max(100)
    .nullish()
    .transform((key) => key ?? null),
});

export const resendParkedMailsInput = z.object({
  ids: z
    .array(z.uuid())
    .min(1)
    .max(100)
    .nullish()
    .transform((ids) => ids ?? null),
  reason: z
    .string()
    .min(1)
    .max(100)
    .nullish()
    .transform((reason) => reason ?? null),
  dryRun: z.boolean(),
});

const named = z.string().min(1).max(200);

/** Whatever came: strangers' messages may have none, or a long one. */
const key = z.string().max(10_000);

export const replayDeadLettersInput = z.object({ consumer: named, topic: named, key, dryRun: z.boolean() });

export const dropDeadLetterInput = z.object({
  id: z.string().min(1).max(500),
  note: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .regex(/^[^\p{Cc}]*$/u, 'must have no control characters'),
});

const MOST_URL = 2_000;

/** An address of somebody else's: https, and http where it is allowed; no credentials in it, no fragment. */
const foreignUrl = (allowsHttp: boolean) =>
  z
    .string()
    .max(MOST_URL)
    .refine(
      (text) => ['https:', allowsHttp && 'http:'].includes(URL.parse(text)?.protocol ?? ''),
      `must be a URL that begins with https:${allowsHttp ? ' or http:' : ''}`,
    )
    .refine((text) => !hasMore(URL.parse(text)), 'must have no user name, no password and no #');

const hasMore = (url: URL | null) => Boolean(url?.username || url?.password || url?.hash);

const bytes = (length: number) =>
  z
    .string()
    .max(200)
    .refine((text) => /^[\w-]+=*$/.test(text) && Buffer.from(text, 'base64url').length === length, {
      message: `must be ${length} bytes in base64url`,
    });

/** `getKey('p256dh')` is a point of the curve P-256, uncompressed: nothing can be encrypted for any other bytes. */
const publicKey = z.string().max(200).refine(isPoint, 'must be a public key of the curve P-256, 65 bytes in base64url');

function isPoint(text: string): boolean {
  const key = Buffer.from(text, 'base64url');
  try {
    ECDH.convertKey(key, 'prime256v1');
    return key.length === 65 && key[0] === 4;
  } catch {
    return false;
  }
}

export const addWebhookInput = (allowsHttp: boolean) =>
  z.object({
    url: foreignUrl(allowsHttp),
    description: z
      .string()
      .trim()
      .max(200)
      .regex(/^[^\p{Cc}]*$/u, 'must have no control characters'),
  });

export const addPushSubscriptionInput = (allowsHttp: boolean) =>
  z.object({ endpoint: foreignUrl(allowsHttp), p256dh: publicKey, auth: bytes(16) });

export const dispatchNoticeInput = z.object({
  eventId: named,
  userId: named,
  channels: z.array(z.enum(channels)).transform((all) => all.filter((each) => each === 'PUSH' || each === 'WEBHOOK')),
  type: named,
  at: z.date(),
  title: z.string().max(500),
  body: z.string().max(2_000),
  orderId: named.nullish().transform((id) => id ?? null),
});
