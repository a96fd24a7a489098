import type { Scope } from '#kernel/lifecycle.ts';
import type { Logger } from '#kernel/logging.ts';
import { type Rounds, startRounds } from '#kernel/rounds.ts';
import type { Claimed, Dispatch, DispatchQueue, TargetChannel, Tell } from './dispatchPorts.ts';
import { type Attempt, settlementOf } from './domain/retries.ts';

type Deps = { queue: Pick<DispatchQueue, 'claim' | 'settle'>; tell: Readonly<Record<TargetChannel, Tell>> };

const LANES = 8;
const POLL_MS = 1_000;

/**
 * Tells what waits, also what another process left behind, until the scope stops. A user has one lane at most, so that
 * targets that hang, however many, hold up nobody else's.
 */
export function sendDispatches({ queue, tell }: Deps, scope: Scope): Pick<Rounds, 'wake'> {
  const claim = oneUserEach(queue);
  const lane = async () => {
    const held = await claim();
    if (!held) return false;
    const { claimed, release } = held;
    try {
      await settle(claimed, await attempt(tell[claimed.channel], claimed, scope.logger));
    } finally {
      release();
    }
    return true;
  };
  const settle = async (claimed: Claimed, outcome: Attempt) => {
    const { id, channel, attempts } = claimed;
    const settlement = settlementOf(outcome, attempts);
    const isOurs = await queue.settle(claimed, settlement);
    scope.logger.info({ deliveryId: id, channel, attempts, isOurs, ...settlement }, 'a message left the shop');
  };
  const lanes = Array.from({ length: LANES }, (_, index) =>
    startRounds(lane, { name: `deliveries ${index + 1}`, everyMs: POLL_MS }, scope),
  );
  return {
    wake: () => {
      for (const { wake } of lanes) wake();
    },
  };
}

/** Claims one after the other, never for a user who is being served. */
function oneUserEach(queue: Pick<DispatchQueue, 'claim'>) {
  const served = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  const claim = async () => {
    const claimed = await queue.claim([...served]);
    if (!claimed) return null;
    served.add(claimed.userId);
    return { claimed, release: () => served.delete(claimed.userId) };
  };
  return () => {
    const mine = last.then(claim);
    last = mine.catch(() => undefined); // told to whoever asked
    return mine;
  };
}

/** What is our own fault, such as a database that is away, is no reason to give a message up. */
async function attempt(tell: Tell, dispatch: Dispatch, logger: Logger): Promise<Attempt> {
  try {
    return await tell(dispatch);
  } catch (err) {
    logger.error({ err, deliveryId: dispatch.id }, 'a message could not be sent');
    return { kind: 'again', answer: 'NOT_SENT' };
  }
}
