import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { settingPaths, unwrapped, variableOf } from '#gateway/readSettings.ts';
import { settings } from '#gateway/settings.ts';
import { AppError } from '#kernel/errors.ts';
import { projectRoot } from '../paths.ts';
import { type Docstrings, docstringOf, readDocstrings } from './docstrings.ts';
import { nestedDocstringOf, nestedDocstrings } from './nestedDocstrings.ts';
import { type Picture, pictureOf } from './picture.ts';
import { inWords, type Reader, readers, START } from './readers.ts';

type Variable = Picture & { readonly name: string; readonly meaning: string; readonly readBy: readonly Reader[] };

const SETTINGS = 'gateway/settings.ts';
/** The constant there that has them all. */
const ROOT = 'all';
const EVERY = 'Every process';
const SEVERAL = 'Several processes';

/** docs/configuration.md: each variable and setting, from the schemas that judge them. @throws AppError INTERNAL (NO_DOCSTRING). */
export async function renderConfiguration(): Promise<string> {
  const docstrings = readDocstrings(projectRoot);
  const all = await readers();
  return `# Configuration

Every variable of the shop and every setting of the gateway: what it is for, what may stand there, and what holds without it.
Made by \`npm run docs:settings\` from the schemas that check the variables at each start; don't edit it by hand.
[.env.example](../.env.example) has the variables to copy from. \`npm start\` reads \`.env\`, and the environment wins over it. An
empty variable counts as not set. \`NAME_FILE=/path\` reads the value of any \`NAME\` from a file, such as a mounted secret: in
production that is the place of what is marked as secret here. A value that is wrong stops the start, with a line for each.

${chapters(variablesOf(all, docstrings), all)}

## The gateway for any supergraph
Settings of \`npm run gateway\`, which takes none of the variables above; [gateway.md](gateway.md) says what they do. They stand in a
file (\`--config\`, YAML or JSON) by their names, or in the environment as the variable, written as in the file.

${settingsTable()}
`;
}

function variablesOf(all: readonly Reader[], docstrings: Docstrings): Variable[] {
  const names = [...new Set(all.flatMap(({ schema }) => Object.keys(schema.shape)))];
  return names.flatMap((name) => {
    const readBy = all.filter(({ schema }) => name in schema.shape);
    const [first] = readBy;
    if (!first) return [];
    const meaning = docstringOf(docstrings, first.folder, name);
    if (!meaning) throw new AppError('INTERNAL', 'NO_DOCSTRING', `${name} of ${first.folder} has no docstring`);
    return [{ ...pictureOf(first.schema.shape[name] as z.ZodType), name, meaning, readBy }];
  });
}

/** First what all have in common, then what several share, then each by itself. */
function chapters(variables: readonly Variable[], all: readonly Reader[]): string {
  const byHeading = Map.groupBy(variables, ({ readBy }) => headingOf(readBy, all));
  const order = [EVERY, START, SEVERAL, ...all.map(({ name }) => name)];
  return [...byHeading]
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([heading, rows]) => `## ${heading}\n${tableOf(rows, heading === SEVERAL ? all : undefined)}`)
    .join('\n\n');
}

function headingOf(readBy: readonly Reader[], all: readonly Reader[]): string {
  const services = readBy.filter(({ name }) => name !== START);
  if (services.length === all.length - 1) return EVERY;
  const [only] = readBy;
  return readBy.length === 1 && only ? only.name : SEVERAL;
}

function tableOf(rows: readonly Variable[], all: readonly Reader[] | undefined): string {
  const cells = rows.map(({ name, meaning, type, byDefault, secret, readBy }) => [
    `\`${name}\``,
    `${meaning}${secret ? ' **Secret.**' : ''}`,
    type,
    byDefault === undefined ? '' : `\`${byDefault}\``,
    ...(all ? [inWords(readBy, all)] : []),
  ]);
  const head = ['variable', 'what for', 'values', 'default', ...(all ? ['read by'] : [])];
  return [head, head.map(() => '---'), ...cells].map(rowOf).join('\n');
}

function settingsTable(): string {
  const docstrings = nestedDocstrings(readFileSync(join(projectRoot, SETTINGS), 'utf8'));
  const rows = settingPaths(settings).flatMap((path) => {
    const schema = settingAt(path);
    // Groups are told by what is in them.
    if (unwrapped(schema) instanceof z.ZodObject) return [];
    const name = path.join('.');
    const meaning = nestedDocstringOf(docstrings, [ROOT, ...path]) ?? nestedDocstringOf(docstrings, path);
    if (!meaning) throw new AppError('INTERNAL', 'NO_DOCSTRING', `${name} of ${SETTINGS} has no docstring`);
    const { type, byDefault } = pictureOf(schema);
    return [
      [`\`${name}\``, meaning, type, byDefault === undefined ? '' : `\`${byDefault}\``, `\`${variableOf(path)}\``],
    ];
  });
  const head = ['setting', 'what for', 'values', 'default', 'variable'];
  return [head, head.map(() => '---'), ...rows].map(rowOf).join('\n');
}

function settingAt(path: readonly string[]): z.ZodType {
  return path.reduce<z.ZodType>((schema, name) => {
    const inner = unwrapped(schema);
    return inner instanceof z.ZodObject ? (inner.shape[name] as z.ZodType) : schema;
  }, settings);
}

const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
