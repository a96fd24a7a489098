import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';

/** An operation that stands ready. `variables` may hold `{{names}}`: see `remember`. */
export type ReadyMade = {
  readonly id: string;
  readonly title: string;
  /** What to do or to look for, in one line. */
  readonly hint: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The account that it makes sense for. */
  readonly as?: string;
};

export type Chapter = { readonly title: string; readonly operations: readonly ReadyMade[] };

type Account = {
  readonly name: string;
  readonly email: string;
  /** Known passwords make a button that signs in at once. */
  readonly password?: string;
};

/** Both documents answer `{ accessToken refreshToken expiresAt }`, or a `message`, in their one root field. */
export type SignIn = {
  /** Takes `$email` and `$password`. */
  readonly login: string;
  /** Takes `$refreshToken`. */
  readonly refresh: string;
  readonly accounts: readonly Account[];
};

export type ExplorerSetup = {
  readonly title: string;
  readonly endpoint: string;
  readonly chapters: readonly Chapter[];
  /**
   * Name → paths into results, such as `placeOrder.order.id`: what any result has there is put wherever variables hold
   * `{{name}}`. `{{fresh}}` is a new random key each time.
   */
  readonly remember: Readonly<Record<string, readonly string[]>>;
  /** Name → what to do first, shown where nothing is remembered yet. */
  readonly missing: Readonly<Record<string, string>>;
  readonly signIn?: SignIn;
};

const page = fileURLToPath(new URL('./page/', import.meta.url));

/** GraphiQL with the project's own surroundings, at `/`. Everything comes from this machine; nothing is bundled. */
export function explorerPages(setup: ExplorerSetup): Express {
  // Resolved only here: a gateway that shows no explorer runs without the package.
  const graphiql = fileURLToPath(new URL('../static/', import.meta.resolve('ruru/server')));
  const app = express().disable('x-powered-by');
  app.get('/', (request, response) => {
    response.set(headersFor(request)).sendFile('index.html', { root: page });
  });
  app.get('/explorer/setup.json', (request, response) => {
    const { host } = request.headers;
    response.set('cache-control', 'no-store').json(isThisMachine(host) ? setup : withoutPasswords(setup));
  });
  app.use('/explorer/graphiql', express.static(graphiql, { index: false, maxAge: '1h' }));
  // The page is among its files, and no other address of it may be freer.
  const setHeaders = (response: ServerResponse) => response.setHeaders(new Headers(headersFor(response.req)));
  app.use('/explorer', express.static(page, { index: false, setHeaders }));
  return app;
}

/**
 * A page of a foreign name that was made to point here (DNS rebinding) may read all that this origin answers, so the
 * passwords are for those only who call this machine by its own name.
 */
const isThisMachine = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');

function withoutPasswords({ signIn, ...setup }: ExplorerSetup): ExplorerSetup {
  if (!signIn) return setup;
  return { ...setup, signIn: { ...signIn, accounts: signIn.accounts.map(({ name, email }) => ({ name, email })) } };
}

const headersFor = ({ headers: { host = '' } }: IncomingMessage) => ({
  'content-security-policy': policyFor(host),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

/** Styles are inline because the editor positions its lines with them; scripts never are. */
const policyFor = (host: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    // Not every browser takes 'self' for WebSockets.
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
