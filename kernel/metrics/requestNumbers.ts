import type { ServerResponse } from 'node:http';
import type { Counter } from './instruments.ts';
import type { Metrics } from './metrics.ts';

const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** @param beganAt on `performance.now()`'s clock. */
export type CountRequest = (response: Answered, beganAt: number) => void;

type Answered = Pick<ServerResponse, 'statusCode' | 'getHeader'>;

/** Headers that came with `writeHead` are not seen here, unless others were set before, as a gateway does. */
function isStream(response: Answered): boolean {
  const type = response.getHeader('content-type');
  return typeof type === 'string' && (type.startsWith('text/event-stream') || type.startsWith('multipart/'));
}

/** How many requests for GraphQL there are, how they are answered and how long that takes. */
export function countRequests(metrics: Metrics): CountRequest {
  const help = 'Requests to /graphql over HTTP, by the class of their status.';
  const counters: readonly Counter[] = CLASSES.map((status) =>
    metrics.counter({ name: 'bazaar_http_requests_total', help, labels: { status } }),
  );
  const seconds = metrics.histogram({
    name: 'bazaar_http_request_seconds',
    help: 'How long requests took to be answered. Streams are not among them: they last as long as their clients like.',
    buckets: BUCKETS,
  });
  return (response, beganAt) => {
    counters[Math.floor(response.statusCode / 100) - 1]?.add();
    if (!isStream(response)) seconds.see((performance.now() - beganAt) / 1_000);
  };
}
