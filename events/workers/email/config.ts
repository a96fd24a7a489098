import { z } from 'zod';
import { knowsPublicUrl, publicUrlNeeded, publicUrlOf, publicVariables, serviceUrls } from '#kernel/config.ts';
import { portOffsets } from '#subgraphs/directory.ts';
import { workerVariables } from '../runtime.ts';

export const emailConfig = z
  .object({
    ...workerVariables,
    /** Where the users subgraph answers; by default its port on this machine. Replicas are separated by commas. */
    USERS_URL: serviceUrls.optional(),
    /** Where the notifications subgraph answers; by default its port on this machine. Replicas are separated by commas. */
    NOTIFICATIONS_URL: serviceUrls.optional(),
    /** The shop's own pages; mails lead there. Without it they show tokens, and name the mutation that takes them. */
    SHOP_URL: z.url({ protocol: /^https?$/ }).optional(),
    ...publicVariables,
    /** The mail server; outside production the mail preview by default. */
    SMTP_HOST: z.string().min(1).optional(),
    /** 465 means TLS from the start; any other port may turn to TLS. 587 by default where SMTP_HOST is set. */
    SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
    /** Who hands mails in; goes together with `SMTP_PASS`. */
    SMTP_USER: z.string().min(1).optional(),
    /** The password of `SMTP_USER`. */
    SMTP_PASS: z.string().min(1).optional().meta({ secret: true }),
    /** The sender, such as `Bazaar <shop@bazaar.example>`. */
    SMTP_FROM: z
      .string()
      .regex(/^(?:[^<>@\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u, 'must be an address, or Name <address>')
      .default('Bazaar <shop@bazaar.example>'),
  })
  .refine(({ NODE_ENV, SMTP_HOST }) => NODE_ENV !== 'production' || SMTP_HOST !== undefined, {
    path: ['SMTP_HOST'],
    message: 'is needed in production: the server that takes the mails',
  })
  .refine(knowsPublicUrl, publicUrlNeeded)
  .refine(({ SMTP_USER, SMTP_PASS }) => (SMTP_USER === undefined) === (SMTP_PASS === undefined), {
    path: ['SMTP_PASS'],
    message: 'goes together with SMTP_USER',
  });

/** Where mails are handed in. */
export function mailServerOf(config: z.infer<typeof emailConfig>) {
  const { SMTP_HOST: host, SMTP_USER: user, SMTP_PASS: pass, SMTP_FROM: from, PORT_BASE } = config;
  const port = config.SMTP_PORT ?? (host === undefined ? PORT_BASE + portOffsets.smtp : 587);
  const login = user === undefined || pass === undefined ? {} : { login: { user, pass } };
  return { host: host ?? '127.0.0.1', port, from, ...login };
}

/** Where mails lead, without a slash at the end. */
export function linksOf(config: z.infer<typeof emailConfig>) {
  return {
    shopUrl: config.SHOP_URL?.replace(/\/+$/, ''),
    publicUrl: publicUrlOf(config),
  };
}
