import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTokenEvent } from '#events/workers/email/mailEvents.ts';
import { renderHtml } from '#events/workers/email/renderHtml.ts';
import { renderText } from '#events/workers/email/renderText.ts';
import { type Language, words } from '#events/workers/email/templates/languages.ts';
import { letterOf } from '#events/workers/email/templates/letterOf.ts';
import type { Secret } from '#events/workers/email/templates/template.ts';
import { AppError } from '#kernel/errors.ts';
import { indexPage, type Preview } from './indexPage.ts';
import { mailSamples, type Sample } from './samples.ts';

type Options = {
  /** Made where it is missing. */
  readonly out: string;
  /** Only this event's mails. */
  readonly template?: string | undefined;
  readonly languages: readonly Language[];
  /** The shop's pages; without them mails show tokens. */
  readonly shopUrl?: string | undefined;
};

/**
 * Writes every mail as a page and as text, and `index.html` that shows all at a glance.
 *
 * @returns what was written, in the index's order.
 * @throws AppError BAD_USER_INPUT (UNKNOWN_TEMPLATE).
 */
export async function writePreviews({ out, template, languages, shopUrl }: Options): Promise<Preview[]> {
  const samples = mailSamples();
  const wanted = samples.filter((sample) => template === undefined || sample.template === template);
  if (wanted.length === 0) throw unknownTemplate(samples);
  await mkdir(out, { recursive: true });
  const previews: Preview[] = [];
  for (const sample of wanted) {
    for (const language of languages) previews.push(await writeOne(sample, { out, language, shopUrl }));
  }
  await writeFile(join(out, 'index.html'), indexPage(previews));
  return previews;
}

const NAMES = { en: 'Ana', ro: 'Ștefania' } as const satisfies Record<Language, string>;

async function writeOne(
  { template, variant, event }: Sample,
  { out, language, shopUrl }: Omit<Options, 'languages' | 'template'> & { language: Language },
): Promise<Preview> {
  const secret = isTokenEvent(event) ? secretFor(template, variant) : undefined;
  const letter = letterOf(event, { name: NAMES[language], language, shopUrl, secret });
  if (!letter) throw new AppError('INTERNAL', 'NO_TEMPLATE', `nobody gets a mail about ${template}`);
  const shown = { ...letter, ...unsubscribeOf(template, language) };
  const name = [template, variant, language].filter(Boolean).join('.');
  await writeFile(join(out, `${name}.html`), renderHtml(shown));
  await writeFile(join(out, `${name}.txt`), renderText(shown));
  return { name, template, variant, language, subject: letter.subject };
}

const secretFor = (template: Sample['template'], variant: string | undefined): Secret => ({
  token: 'eXaMpLe-0123456789-abcdefghijklmnopqrstuvwx',
  purpose: template === 'PasswordResetRequested' ? 'RESET_PASSWORD' : variant ? 'CHANGE_EMAIL' : 'VERIFY_EMAIL',
});

function unsubscribeOf(template: Sample['template'], language: Language) {
  if (!/^(Order|Payment)/.test(template)) return {};
  const category = template.startsWith('Order') ? 'ORDER_UPDATES' : 'PAYMENTS';
  return { unsubscribe: { label: words[language].unsubscribe[category], url: '#unsubscribe' } };
}

function unknownTemplate(samples: readonly Sample[]): AppError {
  const names = [...new Set(samples.map(({ template }) => template))].join(', ');
  return new AppError('BAD_USER_INPUT', 'UNKNOWN_TEMPLATE', `there is no such template; there are ${names}`);
}
