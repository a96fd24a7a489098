import {
  currentCausationId,
  currentRequestId,
  currentTraceparent,
  requestIdFrom,
  withCallContext,
} from './callContext.ts';
import { during, type Tracing } from './tracing/span.ts';

/** What work that is put off remembers, in its row, of the request or event that wants it. */
export type Trail = {
  readonly requestId?: string | undefined;
  readonly traceparent?: string | undefined;
  readonly causationId?: string | undefined;
};

export function currentTrail(): Trail {
  const trail = { requestId: currentRequestId(), traceparent: currentTraceparent(), causationId: currentCausationId() };
  return Object.fromEntries(Object.entries(trail).filter(([, value]) => value !== undefined));
}

type Resumed = {
  /** Rows of earlier versions have none. */
  readonly trail: Trail | undefined;
  readonly tracing: Tracing | undefined;
  /** Of its span. */
  readonly name: string;
};

/** Does what was put off, however much later, in the trace and under the request id of who wanted it. */
export function onTrail<Result>({ trail = {}, tracing, name }: Resumed, work: () => Promise<Result>): Promise<Result> {
  const { requestId, traceparent, causationId } = trail;
  const span = tracing?.begin(name, { kind: 'consumer', traceparent });
  return withCallContext({ requestId: requestIdFrom(requestId), traceparent, causationId }, () => during(span, work));
}
