import { HttpRefusal } from './httpRefusal.ts';

export type SingleType = 'application/json' | 'application/graphql-response+json';
export type StreamType = 'text/event-stream' | 'multipart/mixed';

/** What the client takes: for one result, and for a stream of them. At least one is there. */
export type Accepted = { readonly single: SingleType | undefined; readonly stream: StreamType | undefined };

type Range = { readonly type: string; readonly parameters: ReadonlyMap<string, string>; readonly quality: number };

/**
 * Reads `Accept` (GraphQL over HTTP, section 6.1). Without a preference the answer is `application/json`.
 * `multipart/mixed` counts as a stream only with `subscriptionSpec=1.0`, which is how Apollo's clients ask.
 *
 * @throws HttpRefusal 406.
 */
export function negotiate(header: string | undefined): Accepted {
  if (header === undefined || header.trim() === '') return JSON_ONLY;
  const accepted = known.get(header) ?? readAccept(header);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(header, accepted);
  return accepted;
}

const JSON_ONLY: Accepted = { single: 'application/json', stream: undefined };
/** Clients of one kind all say the same. */
const known = new Map<string, Accepted>();
const MOST_KNOWN = 100;

function readAccept(header: string): Accepted {
  const ranges = header.split(',').map(readRange);
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ type }) => type));
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  const accepted = {
    single: firstOf(wanted, (range) => singleOf(range, refused)),
    stream: firstOf(wanted, streamOf),
  };
  if (accepted.single || accepted.stream) return accepted;
  const message =
    'answers are application/graphql-response+json, application/json, text/event-stream or ' +
    'multipart/mixed;subscriptionSpec=1.0';
  throw new HttpRefusal(406, 'NOT_ACCEPTABLE', message);
}

function readRange(text: string): Range {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim());
  const parameters = new Map(
    rest.map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=');
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
  const quality = Number(parameters.get('q') ?? 1);
  return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 1 : quality };
}

function firstOf<Type>(ranges: readonly Range[], read: (range: Range) => Type | undefined): Type | undefined {
  for (const range of ranges) {
    const type = read(range);
    if (type) return type;
  }
  return undefined;
}

/** A wildcard stands for whatever is not refused by name (RFC 9110, section 12.5.1: the most specific range counts). */
function singleOf({ type }: Range, refused: ReadonlySet<string>): SingleType | undefined {
  const isAny = type === 'application/*' || type === '*/*';
  return SINGLE_TYPES.find((single) => type === single || (isAny && !refused.has(single)));
}

/** The first is what whoever has no preference gets. */
const SINGLE_TYPES: readonly SingleType[] = ['application/json', 'application/graphql-response+json'];

function streamOf({ type, parameters }: Range): StreamType | undefined {
  if (type === 'text/event-stream') return type;
  return type === 'multipart/mixed' && parameters.get('subscriptionspec') === '1.0' ? type : undefined;
}
