import { CALL_HEADER } from '#kernel/auth/callCredential.ts';
import { REQUEST_ID_HEADER } from '#kernel/callContext.ts';
import { TIME_LEFT_HEADER } from '#kernel/deadline.ts';
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/logging.ts';
import { TRACEPARENT_HEADER } from '#kernel/traceparent.ts';
import type { Answered } from '../calls/answered.ts';
import { type Connections, NoAnswerInTime } from '../calls/connections.ts';
import type { Pace } from '../calls/pace.ts';
import type { TimeLimits } from '../resilience/timeLimits.ts';
import { callRefusalIn, notTaken, readSubgraphError, type SubgraphError, tooLate, unavailable } from './errors.ts';
import type { InFlight } from './inFlight.ts';
import type { ReadAnswer } from './verbatim/readAnswer.ts';

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
  /** How long its fields are waited for, in milliseconds, where they say so. */
  readonly withinMs?: number | undefined;
  /** Caches on the way, and inside the subgraph, are to be passed by. */
  readonly isFresh?: boolean;
  /** What of the body changes from request to request, where it comes out of a plan. */
  readonly parts?: RequestParts;
  /** Reads the answer where it is just as expected; not for who looks into all of it. */
  readonly read?: ReadAnswer | undefined;
};

/** RFC 9111, section 5.2.1.4. */
export const PAST_CACHES = { 'cache-control': 'no-cache' };

export type RequestParts = {
  /** Equal for all requests of one fetch of a plan. */
  readonly text: FetchText;
  /** Of the operation: JSON members without braces. */
  readonly variables: string;
  /** Of entities, each as JSON. */
  readonly representations: readonly string[] | undefined;
};

export type FetchText = {
  readonly operation: string;
  readonly pace: Pace;
  bodyOf(variables: string, representations: readonly string[] | undefined): string;
};

export type SubgraphAnswer = {
  data: Record<string, unknown> | null;
  errors?: SubgraphError[];
  /** An answer of status 200 over HTTP as it came: its headers say whether it may be kept, for one. */
  over?: Pick<Answered, 'headers'> | undefined;
};

type Where = {
  readonly service: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From when on nobody waits for the answer, on `performance.now()`'s clock; the usual time without it. */
  readonly until?: number | undefined;
  /** Told when a request leaves for it, where somebody wants to know: one that is shared does not. */
  readonly onSend?: () => void;
};

/** Asks one subgraph. It never rejects: a subgraph that is away answers with an error that says so. */
export type CallSubgraph = (where: Where, request: FetchRequest) => Promise<SubgraphAnswer>;

type Options = {
  readonly limits: TimeLimits;
  readonly logger: Logger;
  /** Equal queries on behalf of the same caller share one request. */
  readonly sharing?: InFlight<Answered> | undefined;
};

export function makeCallSubgraph(connections: Connections, { limits, logger, sharing }: Options): CallSubgraph {
  const timeFor = makeTimeFor(limits);
  const failed = ({ service, until }: Where, error: unknown): SubgraphAnswer => {
    if (until !== undefined && error instanceof NoAnswerInTime) return { data: null, errors: [tooLate(service)] };
    logger.warn({ service, reason: messageOf(error) }, 'a subgraph does not answer');
    return { data: null, errors: [unavailable(service)] };
  };
  const read = (answered: Answered, where: Where, request: FetchRequest): SubgraphAnswer => {
    try {
      return answerIn(answered, request.read, (reason) => {
        logger.error({ service: where.service, reason }, 'a subgraph refuses the credential of the gateway');
      });
    } catch (error) {
      if (!NOT_TAKEN.has(answered.status)) return failed(where, error);
      const { service } = where;
      logger.error({ service, reason: messageOf(error) }, 'a subgraph does not take a request');
      return { data: null, errors: [notTaken(service)] };
    }
  };
  return (where, request) => {
    const { service, url, headers, until, onSend } = where;
    const { timeoutMs, line } = timeFor(service, until);
    if (timeoutMs <= 0) return Promise.resolve({ data: null, errors: [tooLate(service)] });
    const { body, kind, parts } = request;
    const isQuery = kind === 'query';
    const start = () => {
      onSend?.();
      return connections.post({ url, headers, lines: line, body, isQuery, pace: parts?.text.pace, timeoutMs });
    };
    // One with a deadline of its own would end what others wait for, or wait as long as they do.
    const isShared = sharing && isQuery && until === undefined;
    const answering = isShared ? sharing.share(keyOf(url, headers, body), start) : start();
    // One promise for all that follows: each await is a turn, and there are several calls in a request.
    return answering.then(
      (answered) => read(answered, where, request),
      (error: unknown) => failed(where, error),
    );
  };
}

/** It is the request that is wrong, such as too long, and no sign that the subgraph is away. */
const NOT_TAKEN: ReadonlySet<number> = new Set([400, 413, 414, 422, 431]);

type Time = { readonly timeoutMs: number; readonly line: string };

/** How long one call may take, and how a subgraph hears of it. */
function makeTimeFor({ defaultMs, subgraphMs = {} }: TimeLimits): (service: string, until?: number) => Time {
  const timeOf = (ms: number): Time => ({ timeoutMs: ms, line: `${TIME_LEFT_HEADER}: ${Math.ceil(ms)}\r\n` });
  const usual = timeOf(defaultMs);
  const known = new Map(Object.entries(subgraphMs).map(([service, ms]) => [service, timeOf(ms)]));
  return (service, until) => (until === undefined ? (known.get(service) ?? usual) : timeOf(until - performance.now()));
}

/** They tell of one request and say nothing of whom it is for. */
const OF_ONE_REQUEST: ReadonlySet<string> = new Set([REQUEST_ID_HEADER, TRACEPARENT_HEADER, CALL_HEADER]);

function keyOf(url: string, headers: Readonly<Record<string, string>>, body: string): string {
  let key = url;
  for (const name of Object.keys(headers)) if (!OF_ONE_REQUEST.has(name)) key += `\n${name} ${headers[name]}`;
  return `${key}\n${body}`;
}

function answerIn(
  answered: Answered,
  read: ReadAnswer | undefined,
  onRefusal: (reason: unknown) => void,
): SubgraphAnswer {
  const { status } = answered;
  const over = status === 200 ? answered : undefined;
  const data = read?.(answered.text);
  if (data) return { data, over };
  const body = jsonIn(answered);
  const refusal = callRefusalIn(body);
  if (refusal) onRefusal(refusal);
  const answer = readAnswer(body, status);
  answer.over = over;
  return answer;
}

/** @throws Error for a proxy's page, a redirection, a crash half-way. */
function jsonIn({ text, status }: Answered): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`status ${status}, ${text === '' ? 'without a body' : messageOf(error)}`, { cause: error });
  }
}

/** @throws Error for what is no GraphQL response. */
export function readAnswer(body: unknown, status: number): SubgraphAnswer {
  if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
    throw new Error(`status ${status} without a GraphQL response`);
  }
  const { data, errors } = body as { data?: SubgraphAnswer['data']; errors?: unknown };
  if (Array.isArray(data) || (data && typeof data !== 'object')) throw new Error('its data is no object');
  return {
    data: data ?? null,
    ...(Array.isArray(errors) && errors.length > 0 && { errors: errors.map(readSubgraphError) }),
  };
}
