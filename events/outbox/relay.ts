import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Scope } from '#kernel/lifecycle.ts';
import type { Mongo } from '#kernel/mongo/mongo.ts';
import type { Transport } from '../transport/transport.ts';
import { DistantBell } from './distantBell.ts';
import { Lease, type LeaseRow } from './lease.ts';
import { outboxMetrics } from './outboxMetrics.ts';
import { ensureOutbox, forgetOld, outboxCollections } from './outboxRows.ts';
import { type RelayBell, relayBell } from './relayBell.ts';
import { Relay } from './relayLoop.ts';
import { tracedPublishing } from './tracedPublishing.ts';

/** Everything is looked through so often: what other processes wrote may have been told to nobody. */
const LOOK_MS = 500;
/** Whether other processes have rung is asked the less often, the longer ago they did. All in ms. */
const LISTENS = [
  { silentMs: 5_000, everyMs: 25 },
  { silentMs: 60_000, everyMs: 100 },
] as const;
/** A killed relay's successor waits this long at most. */
const LEASE_MS = 3_000;
const FORGET_EVERY_MS = 60_000;

type Options = {
  readonly mongo: Mongo;
  readonly transport: Transport;
  /** The service's name, for logs. */
  readonly name: string;
};

/**
 * Publishes what this service's outbox holds, at least once and in order per aggregate. Of several instances one is at
 * work at a time. It is woken by the commit itself, and by a bell in the database where other processes committed. A change stream would
 * tell of that too, but each one makes MongoDB look through every write of the whole shop.
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
  const distantBell = new DistantBell(mongo, 'relay');
  const relay = new Relay({ rows: outbox.rows, transport: traced, lease, bell, distantBell, logger });
  const forget = async () => {
    if (!relay.isAtWork) return;
    await forgetOld(outbox).catch((err: unknown) => logger.warn({ err }, 'old events stay a while longer'));
  };
  const janitor = setInterval(forget, FORGET_EVERY_MS);
  const listening = new AbortController();
  scope.health.add('outbox', () => relay.health());
  scope.onStop(async () => {
    clearInterval(janitor);
    await relay.stop();
    listening.abort();
  });
  relay.start();
  void listen({ relay, bell, distantBell, signal: listening.signal });
}

type Listening = {
  readonly relay: Relay;
  readonly bell: RelayBell;
  readonly distantBell: DistantBell;
  readonly signal: AbortSignal;
};

/** Has the relay look for what other processes wrote. Never rejects. */
async function listen({ relay, bell, distantBell, signal }: Listening): Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let heardAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    // Where it can't be asked, the relay that looks for itself says why.
    const isRung = relay.isAtWork && (await distantBell.wasRung().catch(() => false));
    const now = performance.now();
    if (isRung) heardAt = now;
    if (isRung || now - lookedAt >= LOOK_MS) {
      bell.look();
      lookedAt = now;
    }
    await delay(listenEveryMs(now - heardAt), undefined, { signal }).catch(() => undefined); // stopping ends the wait
  }
}

const listenEveryMs = (silentMs: number): number =>
  LISTENS.find((each) => silentMs < each.silentMs)?.everyMs ?? LOOK_MS;
