import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Language, words } from '#events/workers/email/templates/languages.ts';
import { messageOf } from '#kernel/errors.ts';
import { dataDir } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { writePreviews } from './writePreviews.ts';

const languages = Object.keys(words) as Language[]; // the keys of a constant that we made

const USAGE = `npm run mail:preview [-- --template NAME] [-- --language ${languages.join('|')}] [-- --out DIR] [-- --shop-url URL]
Writes every mail of the shop, made of sample events, as pages and as text, and an index.html that shows all at a glance.

  --template NAME   only the mails about this event, such as OrderPaid
  --language L      only this language
  --out DIR         where to; .data/mail-preview by default
  --shop-url URL    mails lead to the shop's pages, as with SHOP_URL; without it they show tokens
  --help            this

Ends with 0 when all is written, 1 when it can't be, 2 for an unknown option, template or language.`;

const options = {
  template: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
  'shop-url': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const values = readArguments();
if (values.help) console.log(USAGE);
else await run().catch((error: unknown) => (isMisuse(error) ? misuse(error) : fail(error)));

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return misuse(error);
  }
}

async function run(): Promise<void> {
  const { template, language, 'shop-url': shopUrl } = values;
  const chosen = languages.filter((one) => language === undefined || one === language);
  if (chosen.length === 0) misuse(new Error(`there is no language ${language}; there are ${languages.join(', ')}`));
  const out = resolve(values.out ?? join(dataDir(process.env), 'mail-preview'));
  const previews = await writePreviews({ out, template, languages: chosen, shopUrl });
  console.log(`${previews.length} mails: ${pathToFileURL(join(out, 'index.html'))}`);
}

function isMisuse(error: unknown): boolean {
  return error instanceof Error && 'reason' in error && error.reason === 'UNKNOWN_TEMPLATE';
}

function misuse(error: unknown): never {
  process.stderr.write(`${messageOf(error)}\n\n${USAGE}\n`);
  process.exit(2);
}
