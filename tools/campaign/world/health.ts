import { setTimeout as pause } from 'node:timers/promises';

const PROBE_MS = 2_000;
const POLL_MS = 25;
const BACK_MS = 120_000;

export const isReady = (port: number): Promise<boolean> => answersOk(`http://127.0.0.1:${port}/health/ready`);

const answersOk = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(PROBE_MS), headers: { connection: 'close' } }).then(
    async ({ ok, body }) => {
      await body?.cancel();
      return ok;
    },
    () => false, // not listening, or standing still
  );

/** Resolves when it holds, however long that takes. @throws the reason of `signal`. */
export async function until(holds: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!(await holds())) {
    signal.throwIfAborted();
    await pause(POLL_MS);
  }
}

/** Resolves when it holds again. @throws Error that names `what` after two minutes. */
export async function untilBack(holds: () => Promise<boolean>, what: string): Promise<void> {
  await until(holds, AbortSignal.timeout(BACK_MS)).catch(() => {
    throw new Error(`${what} did not come back within ${BACK_MS / 1_000} s`);
  });
}

const LOOK = JSON.stringify({ query: '{ products(first: 1) { nodes { id } } }' });

/** Whether a customer is answered through this gateway by something that needs the database. */
export async function serves(url: string): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(PROBE_MS);
    const response = await fetch(url, { method: 'POST', headers, body: LOOK, signal });
    const { data, errors } = (await response.json()) as { data?: { products?: unknown }; errors?: unknown };
    return errors === undefined && Boolean(data?.products);
  } catch {
    return false;
  }
}
