import { createServer } from 'node:http';
import { closeServer, listen, metricsRoutes } from '#kernel/http.ts';
import type { Scope } from '#kernel/lifecycle.ts';

/** On a port of its own, since the gateway's is public. @throws AppError UNAVAILABLE (PORT_TAKEN, PORT_REFUSED). */
export async function serveMetrics(
  where: { readonly host: string; readonly port: number },
  { metrics, onStop }: Pick<Scope, 'metrics' | 'onStop'>,
): Promise<void> {
  const server = createServer(metricsRoutes(metrics));
  await listen(server, where);
  onStop(() => closeServer(server));
}
