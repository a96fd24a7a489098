import type { Scope } from '#kernel/lifecycle.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Transport } from '../transport/transport.ts';
import { Lease, type LeaseRow } from './lease.ts';
import { outboxMetrics } from './outboxMetrics.ts';
import { ensureOutbox, outboxCollections } from './outboxRows.ts';
import { relayBell } from './relayBell.ts';
import { Relay } from './relayLoop.ts';
import { tracedPublishing } from './tracedPublishing.ts';

/** Rows of other processes are found by looking for them: the less often, the longer ago some were found. All in ms. */
const LOOKS = [
  { aloneMs: 5_000, everyMs: 25 },
  { aloneMs: 60_000, everyMs: 100 },
] as const;
const CALM_MS = 500;
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
 * work at a time. It is woken by the commit itself; what other processes committed it looks for. A change stream would tell
 * of that too, but each one makes MongoDB look through every write of the whole shop.
 */
export async function startRelay({ mongo, transport, name }: Options, scope: Scope): Promise<void> {
  const outbox = outboxCollections(mongo);
  await ensureOutbox(outbox);
  const leases = outbox.rows.db.collection<LeaseRow>('outbox_leases');
  const lease = new Lease({ leases, name: 'relay', holdMs: LEASE_MS });
  await lease.prepare();

  const bell = relayBell(mongo);
  const logger = scope.logger.child({ relay: name });
  const counted = outboxMetrics(scope.metrics, outbox.rows, transport);
  const { tracing } = scope;
  const traced = tracing ? tracedPublishing(counted, tracing) : counted;
  const relay = new Relay({ mongo, rows: outbox.rows, transport: traced, lease, bell, logger });
  let timer: NodeJS.Timeout;
  const look = () => {
    bell.look();
    timer = setTimeout(look, lookEveryMs(relay.aloneMs()));
  };
  scope.health.add('outbox', () => relay.health());
  scope.onStop(async () => {
    await relay.stop();
    clearTimeout(timer);
  });
  relay.start();
  look();
}

const lookEveryMs = (aloneMs: number): number => LOOKS.find((each) => aloneMs < each.aloneMs)?.everyMs ?? CALM_MS;
