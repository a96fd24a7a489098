import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import { WORKLOAD_HEADER, type Workload } from './workloads.ts';

export type Load = {
  readonly requests: number;
  readonly seconds: number;
  readonly latencies: readonly number[];
  readonly bytes: number;
};

type Options = {
  readonly connections: number;
  /** It ends after so long, or after so many. */
  readonly seconds?: number;
  readonly requests?: number;
  readonly token: string;
};

let drawn = 0;

/** So many clients that each ask as soon as they were answered. @throws Error for an answer that is none. */
export async function loadOn(
  port: number,
  workload: Workload,
  { connections, seconds = Number.POSITIVE_INFINITY, requests = Number.POSITIVE_INFINITY, token }: Options,
): Promise<Load> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    [WORKLOAD_HEADER]: workload.name,
  };
  const equal = bodyOf(workload);
  const latencies: number[] = [];
  let bytes = 0;
  let asked = 0;
  const began = performance.now();
  const until = began + seconds * 1_000;
  const client = async () => {
    while (performance.now() < until && asked < requests) {
      asked++;
      const sent = performance.now();
      const body = workload.isUnique ? bodyOf(workload) : equal;
      const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      const text = await response.body.text();
      if (response.statusCode !== 200 || text.includes('"errors"'))
        throw new Error(`${response.statusCode}: ${text.slice(0, 500)}`);
      bytes = text.length;
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const took = (performance.now() - began) / 1_000;
  await pool.close();
  return { requests: latencies.length, seconds: took, latencies, bytes };
}

export const bodyOf = ({ query, isUnique }: Workload) =>
  JSON.stringify({ query, ...(isUnique && { variables: { id: `o${drawn++}` } }) });
