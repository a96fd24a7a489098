import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What travels with a request through every hop, events included. */
export type CallContext = { readonly requestId: string };

export const REQUEST_ID_HEADER = 'x-request-id';

const storage = new AsyncLocalStorage<CallContext>();

export const withCallContext = <Result>(context: CallContext, work: () => Result): Result => storage.run(context, work);

/** The id of the request or event being served, or undefined outside of one. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

/** A caller's id is kept when it is a plain short one, so that it can't forge log lines. */
export const requestIdFrom = (header: unknown): string =>
  typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
