import { type Fault, faultOf, ShopError, transportError } from './errors.ts';

/** What came of an operation, or of one event of a subscription. */
export type Result<Data> = {
  /** Null where the answer as a whole was lost to a fault below it. */
  readonly data: Data | null;
  /** Where something is missing in `data`, and why; mostly empty. */
  readonly faults: readonly Fault[];
};

type Body = {
  readonly data?: unknown;
  readonly errors?: readonly Parameters<typeof faultOf>[0][];
  readonly extensions?: { readonly retryAfterSeconds?: number };
};

/** A proxy that finds no gateway behind it; the next moment it may. */
const PASSING = new Set([429, 502, 503, 504]);

/** @throws ShopError for an operation that was not run at all. */
export function resultOf<Data>(text: string, status = 200): Result<Data> {
  const { data, errors, extensions } = bodyOf(text);
  const [first, ...more] = Array.isArray(errors) ? errors.map(faultOf) : [];
  if (data !== undefined) return { data: data as Data | null, faults: first ? [first, ...more] : [] };
  if (!first) throw notGraphql(status);
  const seconds = extensions?.retryAfterSeconds;
  throw new ShopError([first, ...more], { retryAfterMs: seconds === undefined ? undefined : seconds * 1_000 });
}

function bodyOf(text: string): Body {
  const body: unknown = JSON.parse(text);
  return typeof body === 'object' && body !== null ? body : {};
}

const notGraphql = (status: number) =>
  transportError('NOT_GRAPHQL', `answered by ${status} and no GraphQL`, PASSING.has(status));

/** The result in a response that is one. @throws ShopError also for what a proxy answers instead of the shop. */
export async function resultIn<Data>(response: Response): Promise<Result<Data>> {
  const text = await response.text();
  if (isJson(response)) return resultOf(text, response.status);
  throw notGraphql(response.status);
}

const isJson = ({ headers }: Response) => /\bjson\b/.test(headers.get('content-type') ?? '');
