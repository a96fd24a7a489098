import { parseArgs } from 'node:util';

export const USAGE = `npm run dlq -- list [FILTERS]           what waits, and what was settled within 90 days
npm run dlq -- show ID                  one letter, with its event
npm run dlq -- replay ID                the whole key of that letter, in order
npm run dlq -- replay --consumer C --topic T --key K
npm run dlq -- replay --consumer C --all [--topic T]
npm run dlq -- drop ID --note WHY       gives a letter up: the next replay of its key leaves it out
Events that a consumer could not handle, in a shop that runs anywhere: an admin's login is all that is needed.

  --consumer C     such as email            --status S   PARKED, REPLAYING, REPLAYED or DROPPED
  --topic T        such as orders.v1        --reason R   such as CANT_BE
  --key K          such as an order's id    --limit N    lists no more than these (default 100)
  --dry-run        only says what replay and drop would do
  --timeout S      how long a replay waits without any progress (default 60 s)
  --json           for programs: one object a line
  --url URL        the gateway (default http://localhost:4000/graphql)
  --email EMAIL    an admin (default admin@bazaar.example)
  --help           this

The password comes from BAZAAR_PASSWORD, else DEMO_PASSWORD, else .data/demo-password, where npm start keeps it.
Ends with 0 when it was done, 1 when something failed again or could not be done, 2 for a wrong option.`;

const text = { type: 'string' } as const;
const no = { type: 'boolean', default: false } as const;
const options = {
  consumer: text,
  topic: text,
  key: text,
  status: text,
  reason: text,
  note: text,
  limit: { ...text, default: '100' },
  timeout: { ...text, default: '60' },
  all: no,
  'dry-run': no,
  json: no,
  url: { ...text, default: 'http://localhost:4000/graphql' },
  email: { ...text, default: 'admin@bazaar.example' },
  help: no,
} as const;

const COMMANDS = ['list', 'show', 'replay', 'drop'] as const;
const STATUSES = ['PARKED', 'REPLAYING', 'REPLAYED', 'DROPPED'];

export type Filters = {
  readonly consumer?: string | undefined;
  readonly topic?: string | undefined;
  readonly key?: string | undefined;
  readonly status?: string | undefined;
  readonly reason?: string | undefined;
};

export type Arguments = {
  readonly command: (typeof COMMANDS)[number] | 'help';
  readonly ids: readonly string[];
  readonly filters: Filters;
  readonly note: string | undefined;
  readonly limit: number;
  readonly timeoutMs: number;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly url: string;
  readonly email: string;
};

/** @throws Error that says what is wrong with them. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [name = '', ...ids] = positionals;
  const command = values.help ? 'help' : COMMANDS.find((each) => each === name);
  if (!command) throw new Error(`say ${COMMANDS.join(', ')}${name && `, not "${name}"`}`);
  const { consumer, topic, key, reason } = values;
  const given: Arguments = {
    command,
    ids,
    filters: { consumer, topic, key, status: values.status?.toUpperCase(), reason },
    note: values.note,
    limit: wholeNumber('--limit', values.limit),
    timeoutMs: wholeNumber('--timeout', values.timeout) * 1_000,
    dryRun: values['dry-run'],
    json: values.json,
    url: values.url,
    email: values.email,
  };
  const wrong = wrongWith(given, values.all);
  if (wrong !== undefined) throw new Error(wrong);
  return given;
}

function wholeNumber(option: string, value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new Error(`${option} takes a whole number from 1 on, not "${value}"`);
}

/** What must be there for each command, and what would otherwise be passed over in silence. */
function wrongWith({ command, ids, filters, note }: Arguments, all: boolean): string | undefined {
  if (filters.status !== undefined && !STATUSES.includes(filters.status))
    return `--status takes ${STATUSES.join(', ')}`;
  switch (command) {
    case 'show':
      return ids.length === 1 ? undefined : 'show takes one ID';
    case 'drop':
      return ids.length === 1 && note ? undefined : 'drop takes one ID, and --note says why';
    case 'replay':
      return wrongWithReplay(ids, filters, all);
    case 'list':
      return ids.length === 0 ? undefined : `${command} takes no ID`;
    default:
      return undefined;
  }
}

function wrongWithReplay(ids: readonly string[], { consumer, topic, key, ...others }: Filters, all: boolean) {
  if (others.status ?? others.reason) return 'a replay takes whole keys: --status and --reason are for lists';
  if (ids.length > 0) {
    return ids.length === 1 && !(consumer ?? topic ?? key) && !all ? undefined : 'replay takes one ID, or options';
  }
  if (!consumer) return 'replay takes an ID, or --consumer with --topic and --key or with --all';
  if (all) return key ? '--all takes all keys: leave --key out' : undefined;
  return topic && key ? undefined : 'name the key with --topic and --key, or say --all';
}
