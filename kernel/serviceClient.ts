import { Agent, request } from 'undici';
import { CALL_HEADER, type SignCall } from './auth/callCredential.ts';
import { currentRequestId, REQUEST_ID_HEADER } from './callContext.ts';
import { AppError, isErrorCode, type Reason } from './errors.ts';

/** A document that codegen checked against the callee's schema, with the types that go with it. */
export type TypedOperation<Data, Variables> = string & { readonly __types?: (variables: Variables) => Data };

/**
 * Calls another subgraph in this service's own name.
 *
 * @throws AppError with the callee's code and reason, or UNAVAILABLE (SERVICE_UNREACHABLE, SERVICE_TIMED_OUT).
 */
export type ServiceClient = <Data, Variables>(
  operation: TypedOperation<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

type Options = { callee: string; url: string; sign: SignCall; timeoutMs?: number };

type Answer = { data?: unknown; errors?: { message: string; extensions?: Record<string, unknown> }[] };

const connections = new Agent({ keepAliveTimeout: 30_000, connections: 50 });

export const makeServiceClient =
  ({ callee, url, sign, timeoutMs = 5_000 }: Options): ServiceClient =>
  async (operation, variables) => {
    const requestId = currentRequestId();
    const headers = {
      'content-type': 'application/json',
      [CALL_HEADER]: sign(callee),
      ...(requestId && { [REQUEST_ID_HEADER]: requestId }),
    };
    const body = JSON.stringify({ query: operation, variables });
    const { data, errors } = await post(callee, url, { headers, body, timeoutMs });
    if (errors?.[0]) throw errorFrom(callee, errors[0]);
    return data as never;
  };

type Post = { headers: Record<string, string>; body: string; timeoutMs: number };

async function post(callee: string, url: string, { headers, body, timeoutMs }: Post): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: connections });
    return (await response.body.json()) as Answer;
  } catch (error) {
    if (signal.aborted) throw new AppError('UNAVAILABLE', 'SERVICE_TIMED_OUT', `${callee} took over ${timeoutMs} ms`);
    throw new AppError('UNAVAILABLE', 'SERVICE_UNREACHABLE', `${callee} does not answer`, { cause: error });
  }
}

function errorFrom(callee: string, { message, extensions = {} }: NonNullable<Answer['errors']>[number]): AppError {
  const { code, reason, reasons } = extensions;
  if (!isErrorCode(code)) return new AppError('INTERNAL', 'SERVICE_FAILED', `${callee} failed: ${message}`);
  return new AppError(code, String(reason), message, { reasons: (reasons as Reason[] | undefined) ?? [] });
}
