import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';
import { requireAdmin } from '#kernel/auth/principal.ts';
import { REQUEST_ID_HEADER, requestIdFrom } from '#kernel/callContext.ts';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import type { Identity } from '../../identity.ts';
import type { EventFeed } from './eventFeed.ts';
import { streamEvents } from './eventStream.ts';
import type { CaughtMail } from './mails.ts';
import type { PartReport } from './parts.ts';

type Options = {
  readonly identity: Pick<Identity, 'identify' | 'watch'>;
  readonly feed: EventFeed;
  readonly lookAtParts: () => Promise<readonly PartReport[]>;
  /** @throws AppError UNAVAILABLE (MAIL_PREVIEW_AWAY). */
  readonly readMails: () => Promise<readonly CaughtMail[]>;
  /** Aborted when the gateway begins to stop. */
  readonly signal: AbortSignal;
};

const page = fileURLToPath(new URL('./page/', import.meta.url));

const STATUS: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, UNAVAILABLE: 503 };

/**
 * The console for developers at `/console`: its files are for everybody, what it shows for admins, by the token that
 * GraphQL takes too. No cookie and no parameter signs anybody in, so another page can do nothing in a developer's name.
 */
export function consolePages({ identity, feed, lookAtParts, readMails, signal }: Options): Express {
  const forAdmins =
    (answer: RequestHandler): RequestHandler =>
    async (request, response, next) => {
      response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      try {
        requireAdmin(identity.identify(request.headers.authorization));
        await answer(request, response, next);
      } catch (error) {
        if (!(error instanceof AppError)) return next(error);
        const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
        response.status(STATUS[error.code] ?? 500).json({ errors: [formatError(error, requestId)] });
      }
    };
  const app = express().disable('x-powered-by');
  app.get('/console', (_request, response) => {
    response.set(PAGE_HEADERS).sendFile('index.html', { root: page });
  });
  app.get(
    '/console/parts',
    forAdmins(async (_request, response) => void response.json(await lookAtParts())),
  );
  app.get(
    '/console/mails',
    forAdmins(async (_request, response) => void response.json(await readMails())),
  );
  app.get(
    '/console/events',
    forAdmins(async ({ headers: { authorization } }, response) => {
      const principal = identity.identify(authorization);
      const untilRefused = (onEnd: (error: unknown) => void) => identity.watch({ principal, authorization }, onEnd);
      await streamEvents(response, { feed, signal, untilRefused });
    }),
  );
  app.use(
    '/console',
    express.static(page, {
      index: false,
      redirect: false,
      // The page is among its files, and no other address of it may be freer.
      setHeaders: (response) => response.setHeaders(new Headers(PAGE_HEADERS)),
    }),
  );
  return app;
}

/** Nothing from elsewhere, nothing inline, and no text ever becomes markup. */
const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};
