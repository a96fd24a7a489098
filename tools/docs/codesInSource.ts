import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';

/** What clients and operators meet; the commands of developers say in their messages what is wrong. */
const SOURCES =
  '{kernel,events,subgraphs,gateway,tools/environment,tools/kafka,tools/mongod,tools/processes,tools/start,tools/topics}/**/*.ts';
const PATHS = 'tools/paths.ts';
const NOT_SERVING = /\.test\.ts$|[gG]enerated\.ts$|UnderTest\.ts$|Contract\.ts$|\/(fakes|testing|page|chapters)\//;
const SNAKE = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;
const ERROR = /AppError\(\s*'[A-Z_]+',\s*'([A-Z_]+)'/g;

/** Words of the code that look like codes and are none. */
const NO_CODES = new Set([
  // Variables of the environment that no schema has.
  ...['APOLLO_TELEMETRY_DISABLED', 'BAZAAR_PASSWORD', 'HTTPS_PROXY', 'NODE_COMPILE_CACHE', 'XDG_CACHE_HOME'],
  // Steps of an order that only other services take.
  ...['CONFIRM_PAYMENT', 'FAIL_PAYMENT', 'HOLD_STOCK', 'PAY_NOTHING', 'BEGIN_PAYMENT', 'RELEASE_STOCK'],
  // Why a mail was asked for.
  ...['CHANGE_EMAIL', 'RESET_PASSWORD', 'VERIFY_EMAIL'],
  // Node's, undici's, Apollo's and the mail library's.
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'INTERNAL_SERVER_ERROR'],
  // What a class of targets is called in TOO_MANY_….
  ...['PUSH_SUBSCRIPTIONS'],
]);

/** Every code and reason that the code of the running shop can answer with or log. */
export function codesInSource(root: string): Set<string> {
  const api = readFileSync(join(root, 'gateway/released/api.graphql'), 'utf8');
  const variables = new Set(names(readFileSync(join(root, '.env.example'), 'utf8'), /^#? ?([A-Z][A-Z0-9_]*)=/gm));
  const words = new Set(names(api, /\b([A-Z][A-Z0-9_]+)\b/g));
  const files = globSync([SOURCES, PATHS], { cwd: root }).filter((file) => !NOT_SERVING.test(file));
  const found = files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    // Values of enums in the API are told by its schema; unless an error has the name of one.
    return [...names(source, ERROR), ...names(source, SNAKE).filter((name) => !words.has(name))];
  });
  const codes = [...found, ...outcomesOf(api)].filter((name) => !NO_CODES.has(name) && !variables.has(name));
  return new Set(codes);
}

/** The codes of outcomes: of the type `OutOfStock` it is OUT_OF_STOCK. */
const outcomesOf = (sdl: string): string[] =>
  Object.values(buildSchema(sdl, { assumeValidSDL: true }).getTypeMap())
    .filter((type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'UserError'))
    .map(({ name }) => name.replace(/(?!^)([A-Z])/g, '_$1').toUpperCase());

const names = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);
