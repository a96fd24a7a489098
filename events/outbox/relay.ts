import type { Scope } from '#kernel/lifecycle.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import { followInserts } from '../followInserts.ts';
import type { Transport } from '../transport/transport.ts';
import { Lease, type LeaseRow } from './lease.ts';
import { ensureOutbox, outboxCollections } from './outboxRows.ts';
import { relayBell } from './relayBell.ts';
import { Relay } from './relayLoop.ts';

const POLL_MS = 500;
/** A killed relay's successor waits this long at most. */
const LEASE_MS = 3_000;

type Options = {
  readonly mongo: Mongo;
  readonly transport: Transport;
  /** The service's name, for logs. */
  readonly name: string;
};

/**
 * Publishes what this service's outbox holds, at least once and in order per aggregate. Of several instances one is at
 * work at a time. It is woken by the commit itself, by a change stream (other processes) and twice a second.
 */
export async function startRelay({ mongo, transport, name }: Options, scope: Scope): Promise<void> {
  const outbox = outboxCollections(mongo);
  await ensureOutbox(outbox);
  const leases = outbox.rows.db.collection<LeaseRow>('outbox_leases');
  const lease = new Lease({ leases, name: 'relay', holdMs: LEASE_MS });
  await lease.prepare();

  const bell = relayBell(mongo);
  const logger = scope.logger.child({ relay: name });
  const relay = new Relay({ mongo, rows: outbox.rows, transport, lease, bell, logger });
  const timer = setInterval(bell.ring, POLL_MS);
  const changes = followInserts(outbox.rows, { onInsert: bell.ring, logger });
  scope.health.add('outbox', () => relay.health());
  scope.onStop(async () => {
    await relay.stop();
    clearInterval(timer);
    await changes.close();
  });
  relay.start();
}
