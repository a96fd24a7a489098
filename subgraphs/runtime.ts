import type { z } from 'zod';
import { makeOutbox, type Outbox } from '#events/outbox/outbox.ts';
import { startRelay } from '#events/outbox/relay.ts';
import { followRevocations } from '#events/revocations.ts';
import { transportVariables } from '#events/transport/config.ts';
import { openTransport } from '#events/transport/open.ts';
import type { Transport } from '#events/transport/transport.ts';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { makeIdentifyCaller, makeSignCall } from '#kernel/auth/callCredential.ts';
import type { KeyRing } from '#kernel/auth/keys.ts';
import { openKeys } from '#kernel/auth/openKeys.ts';
import type { Revocations } from '#kernel/auth/revocations.ts';
import { mongoVariables, processVariables } from '#kernel/config.ts';
import type { Identify } from '#kernel/graphql/call.ts';
import { localUrl } from '#kernel/http.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { type MovableClock, openMovableClock } from '#kernel/mongo/movableClock.ts';
import { openServiceDatabase } from '#kernel/mongo/serviceDatabase.ts';
import { makeServiceClient, type ServiceClient } from '#kernel/serviceClient.ts';
import { type PortName, portOffsets } from './directory.ts';

/** Variables that every subgraph understands. */
export const subgraphVariables = { ...processVariables, ...mongoVariables, ...transportVariables } as const;

type SubgraphConfig = z.infer<z.ZodObject<typeof subgraphVariables>>;

/** What stands under every subgraph. */
export type Runtime = {
  readonly mongo: Mongo;
  readonly transport: Transport;
  readonly outbox: Outbox;
  readonly clock: MovableClock;
  readonly keys: KeyRing;
  readonly identify: Identify;
  readonly revocations: Revocations;
  /** A client for another subgraph, signing in this one's name; `urls` where it is not on this machine. */
  readonly call: (
    callee: PortName,
    urls: readonly string[] | undefined,
    options?: { timeoutMs: number },
  ) => ServiceClient;
};

/**
 * Opens database, transport, relay, clock and keys. `scope` closes them again, in reverse order.
 *
 * @throws AppError BAD_USER_INPUT (NO_KEYS, MONGODB_REFUSED), UNAVAILABLE (MONGODB_UNREACHABLE, KAFKA_UNREACHABLE).
 */
export async function openSubgraph(name: string, config: SubgraphConfig, scope: Scope): Promise<Runtime> {
  const keys = openKeys(name, config, scope);
  const mongo = await openServiceDatabase(name, config, scope);
  const transport = await openTransport(config, { name }, scope);
  await startRelay({ mongo, transport, name }, scope);
  const movable = config.NODE_ENV !== 'production';
  const clock = await openMovableClock({ mongo, prefix: config.DATABASE_PREFIX, movable }, scope);
  const revocations = await followRevocations(transport, scope);
  const sign = makeSignCall(name, keys);
  return {
    mongo,
    transport,
    outbox: makeOutbox(mongo),
    clock,
    keys,
    revocations,
    identify: { identifyUser: makeIdentifyUser(keys, revocations), identifyCaller: makeIdentifyCaller(name, keys) },
    call: (callee, urls = [localUrl(config.PORT_BASE + portOffsets[callee])], options) =>
      makeServiceClient({ callee, urls, sign, ...options }),
  };
}
