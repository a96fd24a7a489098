import { isDeepStrictEqual } from 'node:util';
import { bodyOf } from './load.ts';
import type { Child } from './processes.ts';
import { WORKLOAD_HEADER, type Workload } from './workloads.ts';

/** The limit answers nothing that is one. */
const NO_ANSWER = 'limit';

/** Figures of gateways that answer different things can't be compared. @throws Error naming the one that does. */
export async function checkAnswers(
  gateways: ReadonlyMap<string, Child>,
  workload: Workload,
  token: string,
): Promise<void> {
  const body = bodyOf(workload);
  let expected: unknown;
  for (const [name, child] of gateways) {
    if (name === NO_ANSWER) continue;
    const answer = await answerOf(Number(child.first['port']), workload, token, body);
    expected ??= answer;
    if (isDeepStrictEqual(answer, expected)) continue;
    throw new Error(`${name} answers "${workload.name}" with something else: ${JSON.stringify(answer).slice(0, 500)}`);
  }
}

async function answerOf(port: number, { name }: Workload, token: string, body: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, [WORKLOAD_HEADER]: name };
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body });
  return response.json();
}
