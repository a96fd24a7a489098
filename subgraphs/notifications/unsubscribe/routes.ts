import type { Express, Request, Response } from 'express';
import type { Unsubscribe } from '../ports.ts';
import { pageOf } from './page.ts';
import { type Language, languages, type Optional, words } from './words.ts';

type Deps = { unsubscribe: Unsubscribe; isKnown: (token: string) => Promise<boolean> };
type Link = { readonly token: string; readonly category: Optional };
type Answer = { readonly status: number; readonly page: Parameters<typeof pageOf>[0] };

/** What `newToken` makes, and some room. */
const TOKEN = /^[\w-]{20,100}$/;

const HEADERS = {
  'Cache-Control': 'no-store',
  // The address holds the token: it goes to nobody else.
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * `/unsubscribe?token=…&category=…`, where the links in mails lead. GET only asks: programs that scan mails open every
 * link. POST does it, from the page and from mail programs alike (RFC 8058, section 3.1); it needs no cookie, and what its
 * body says makes no difference.
 */
export const unsubscribeRoutes =
  (deps: Deps) =>
  (app: Express): void => {
    app.get('/unsubscribe', async (request, response) => send(response, await asked(request, deps)));
    app.post('/unsubscribe', async (request, response) => send(response, await done(request, deps)));
  };

async function asked(request: Request, { isKnown }: Deps): Promise<Answer> {
  const language = languageOf(request);
  const link = linkOf(request);
  if (!link) return broken(language);
  if (!(await isKnown(link.token))) return unknown(language);
  const { title, question, about, button } = words[language];
  return { status: 200, page: { language, heading: title, text: question(about[link.category]), button } };
}

async function done(request: Request, { unsubscribe }: Deps): Promise<Answer> {
  const language = languageOf(request);
  const link = linkOf(request);
  if (!link) return broken(language);
  if (!(await unsubscribe(link))) return unknown(language);
  const { done: heading, doneText, about } = words[language];
  return { status: 200, page: { language, heading, text: doneText(about[link.category]) } };
}

const broken = (language: Language): Answer => {
  const { broken: heading, brokenText: text } = words[language];
  return { status: 400, page: { language, heading, text } };
};

const unknown = (language: Language): Answer => {
  const { unknown: heading, unknownText: text } = words[language];
  return { status: 404, page: { language, heading, text } };
};

function linkOf({ query: { token, category } }: Request): Link | undefined {
  if (typeof token !== 'string' || !TOKEN.test(token)) return undefined;
  return category === 'ORDER_UPDATES' || category === 'PAYMENTS' ? { token, category } : undefined;
}

const languageOf = (request: Request): Language =>
  languages.find((language) => language === request.acceptsLanguages(...languages)) ?? 'en';

const send = (response: Response, { status, page }: Answer): void =>
  void response.status(status).set(HEADERS).type('html').send(pageOf(page));
