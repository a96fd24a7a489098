import type { Result } from './answer.ts';
import { type AskOptions, ask, askOnce } from './ask.ts';
import { RefreshSessionDocument } from './documents.generated.ts';
import type { Document } from './documents.ts';
import { type FollowOptions, follow, type StreamEvent } from './follow.ts';
import { type Exclusively, memoryStore, oneAtATime, Session, type TokenStore, type Tokens } from './session.ts';

export type ShopClientOptions = {
  /** The gateway's GraphQL address. */
  readonly url: string;
  /** Where the tokens are; by default in memory, for this window. */
  readonly store?: TokenStore;
  /** For windows that share a store: how one of them works at a time, such as by `navigator.locks`. */
  readonly exclusively?: Exclusively;
  /** Called when the signed-in user's session is over and only signing in helps. */
  readonly onSignedOut?: () => void;
  readonly fetch?: typeof globalThis.fetch;
  /** How long one attempt of a query or mutation may take, in milliseconds; by default 30,000. */
  readonly timeoutMs?: number;
  /** How often a query that may succeed later is sent again; by default 3 times. */
  readonly retries?: number;
  /** How long a stream may be silent before it is taken for cut, in milliseconds; by default 30,000. */
  readonly silenceMs?: number;
};

export type ShopClient = {
  /** The whole answer. @throws ShopError when anything of it is missing; its `data` is what there is. */
  request<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
    options?: AskOptions,
  ): Promise<Data>;
  /** The answer and what is missing in it. @throws ShopError when the operation was not run. */
  result<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
    options?: AskOptions,
  ): Promise<Result<Data>>;
  /** Events as they come, over cut connections and restarts; see `follow`. */
  subscribe<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
    options?: FollowOptions,
  ): AsyncGenerator<StreamEvent<Data>, void, void>;
  /** From now on everything is done as the user whose tokens these are; undefined for a visitor. */
  use(tokens: Tokens | undefined): Promise<void>;
};

/** What a front end needs of the shop. Works where `fetch` does; uses nothing else of its surroundings. */
export function makeShopClient({
  url,
  store = memoryStore(),
  exclusively = oneAtATime(),
  onSignedOut = () => {},
  fetch = (...request) => globalThis.fetch(...request),
  timeoutMs = 30_000,
  retries = 3,
  silenceMs = 30_000,
}: ShopClientOptions): ShopClient {
  const settings = { url, fetch, timeoutMs, retries, silenceMs };

  const refresh = async (refreshToken: string): Promise<Tokens | undefined> => {
    const asking = { token: undefined, whole: true };
    const { data } = await askOnce(settings, RefreshSessionDocument, { input: { refreshToken } }, asking);
    const session = data?.refreshSession;
    if (session?.__typename !== 'Session') return undefined;
    return { accessToken: session.accessToken, refreshToken: session.refreshToken };
  };
  const session = new Session({ store, exclusively, refresh, onEnded: onSignedOut });

  return {
    request: async (document, variables, { signal } = {}) => {
      const { data } = await ask(settings, session, document, variables, { signal, whole: true });
      return data as NonNullable<typeof data>; // a whole answer has data
    },
    result: (document, variables, { signal } = {}) =>
      ask(settings, session, document, variables, { signal, whole: false }),
    subscribe: (document, variables, options = {}) => follow(settings, session, document, variables, options),
    use: (tokens) => exclusively(async () => store.save(tokens)),
  };
}
