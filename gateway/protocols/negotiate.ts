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
  const ranges = header
    .split(',')
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const accepted = { single: firstOf(ranges, singleOf), stream: firstOf(ranges, streamOf) };
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

function singleOf({ type }: Range): SingleType | undefined {
  if (type === 'application/graphql-response+json') return type;
  return type === 'application/json' || type === 'application/*' || type === '*/*' ? 'application/json' : undefined;
}

function streamOf({ type, parameters }: Range): StreamType | undefined {
  if (type === 'text/event-stream') return type;
  return type === 'multipart/mixed' && parameters.get('subscriptionspec') === '1.0' ? type : undefined;
}
