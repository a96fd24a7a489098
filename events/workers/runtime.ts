import { createServer } from 'node:http';
import type { z } from 'zod';
import { makeSignCall } from '#kernel/auth/callCredential.ts';
import { openKeys } from '#kernel/auth/openKeys.ts';
import { mongoVariables, processVariables } from '#kernel/config.ts';
import { closeServer, healthRoutes, listen, localUrl, metricsRoutes } from '#kernel/http.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { makeServiceClient, type ServiceClient } from '#kernel/serviceClient.ts';
import { type PortName, portOffsets } from '#subgraphs/directory.ts';
import { transportVariables } from '../transport/config.ts';
import { openTransport } from '../transport/open.ts';
import type { Transport } from '../transport/transport.ts';

/** Variables that every worker understands. */
export const workerVariables = { ...processVariables, ...mongoVariables, ...transportVariables } as const;

type WorkerConfig = z.infer<z.ZodObject<typeof workerVariables>>;

/** What stands under every worker. */
export type WorkerRuntime = {
  readonly transport: Transport;
  /** A client for a subgraph, signing in this worker's name; `urls` where it is not on this machine. */
  readonly call: (callee: PortName, urls: readonly string[] | undefined) => ServiceClient;
  /** Answers `/health` and `/metrics` on the worker's port. @throws AppError UNAVAILABLE (PORT_TAKEN, PORT_REFUSED). */
  serveHealth(): Promise<void>;
};

/** @throws AppError BAD_USER_INPUT (NO_KEYS, MONGODB_REFUSED), UNAVAILABLE (MONGODB_UNREACHABLE, KAFKA_UNREACHABLE). */
export async function openWorker(name: PortName, config: WorkerConfig, scope: Scope): Promise<WorkerRuntime> {
  const { HOST: host, PORT_BASE } = config;
  const sign = makeSignCall(name, openKeys(name, config, scope));
  const transport = await openTransport(config, { name }, scope);
  return {
    transport,
    call: (callee, urls = [localUrl(PORT_BASE + portOffsets[callee])]) => makeServiceClient({ callee, urls, sign }),
    serveHealth: async () => {
      const server = createServer(healthRoutes(scope.health).use(metricsRoutes(scope.metrics)));
      await listen(server, { host, port: PORT_BASE + portOffsets[name] });
      scope.onStop(() => closeServer(server));
    },
  };
}
