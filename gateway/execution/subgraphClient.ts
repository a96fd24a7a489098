import { Agent, type Dispatcher } from 'undici';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { callRefusalIn, readSubgraphError, type SubgraphError, unavailable } from './errors.ts';

export type SubgraphRequest = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
};

/** One request of a plan, ready to be sent. */
export type FetchRequest = {
  /** JSON with `query`, `variables` and, where it has one, `operationName`. */
  readonly body: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
};

export type SubgraphAnswer = {
  data: Record<string, unknown> | null;
  errors?: SubgraphError[];
};

type Where = { readonly service: string; readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Asks one subgraph. It never rejects: a subgraph that is away answers with an error that says so. */
export type CallSubgraph = (where: Where, request: FetchRequest) => Promise<SubgraphAnswer>;

type Options = { readonly timeoutMs: number; readonly logger: Logger };

/** Keep-alive connections, pooled per subgraph. */
export const makeConnections = (): Agent => new Agent({ connections: 100, keepAliveTimeout: 30_000, pipelining: 1 });

export const makeCallSubgraph =
  (connections: Dispatcher, { timeoutMs, logger }: Options): CallSubgraph =>
  async ({ service, url, headers }, request) => {
    try {
      const { origin, pathname, search } = new URL(url);
      const { statusCode, body } = await connections.request({
        origin,
        path: pathname + search,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
        body: request.body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await body.json();
      const refusal = callRefusalIn(answer);
      if (refusal) logger.error({ service, reason: refusal }, 'a subgraph refuses the credential of the gateway');
      return readAnswer(answer, statusCode);
    } catch (error) {
      logger.warn({ service, reason: messageOf(error) }, 'a subgraph does not answer');
      return { data: null, errors: [unavailable(service)] };
    }
  };

/** @throws Error for what is no GraphQL response: a proxy's page, a crash half-way. */
export function readAnswer(body: unknown, status: number): SubgraphAnswer {
  if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
    throw new Error(`status ${status} without a GraphQL response`);
  }
  const { data, errors } = body as { data?: SubgraphAnswer['data']; errors?: unknown };
  return {
    data: data ?? null,
    ...(Array.isArray(errors) && errors.length > 0 && { errors: errors.map(readSubgraphError) }),
  };
}
