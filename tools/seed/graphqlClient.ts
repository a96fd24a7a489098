import { AppError, messageOf } from '#kernel/errors.ts';

const TIMEOUT_MS = 20_000;

type Answer = { data?: Record<string, Record<string, unknown>> | null; errors?: { message: string }[] };
export type Ask = (document: string, variables?: Record<string, unknown>, token?: string) => Promise<Member>;

/** The first field of an answer; for a result union it says by `__typename` what came out. */
export type Member = Record<string, unknown>;

/**
 * A client of the shop's public address.
 *
 * @throws AppError UNAVAILABLE (SHOP_UNREACHABLE), REFUSED (OPERATION_FAILED), NOT_FOUND (NO_DATA) for a null.
 */
export const makeAsk =
  (url: string): Ask =>
  async (document, variables = {}, token) => {
    const { data, errors } = await post(url, JSON.stringify({ query: document, variables }), token);
    const [first] = Object.values(data ?? {});
    if (!errors && first) return first;
    if (!errors) throw new AppError('NOT_FOUND', 'NO_DATA', 'no data');
    throw new AppError('REFUSED', 'OPERATION_FAILED', errors.map(({ message }) => message).join('; '));
  };

async function post(url: string, body: string, token: string | undefined): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return (await response.json()) as Answer;
  } catch (error) {
    // fetch itself says only that it has failed; it also refuses some ports, 6000 for one.
    const why = messageOf(error instanceof Error && error.cause ? error.cause : error);
    throw new AppError('UNAVAILABLE', 'SHOP_UNREACHABLE', `no gateway answers at ${url}: ${why}`, { cause: error });
  }
}
