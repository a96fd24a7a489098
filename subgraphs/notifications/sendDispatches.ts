import { messageOf } from '#kernel/errors.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { type Rounds, startRounds } from '#kernel/rounds.ts';
import type { Claimed, Dispatch, DispatchQueue, TargetChannel, Tell } from './dispatchPorts.ts';
import { type Attempt, settlementOf } from './domain/retries.ts';

type Deps = { queue: Pick<DispatchQueue, 'claim' | 'settle'>; tell: Readonly<Record<TargetChannel, Tell>> };

/** A target that hangs holds up one lane. */
const LANES = 4;
const POLL_MS = 1_000;

/** Tells what waits, also what another process left behind, until the scope stops. */
export function sendDispatches({ queue, tell }: Deps, scope: Scope): Pick<Rounds, 'wake'> {
  const lane = async (signal: AbortSignal) => {
    for (let claimed = await queue.claim(); claimed; claimed = signal.aborted ? null : await queue.claim()) {
      await settle(claimed, await attempt(tell[claimed.channel], claimed));
    }
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

/** A key that no message can be encrypted for is the target's fault, not the queue's. */
async function attempt(tell: Tell, dispatch: Dispatch): Promise<Attempt> {
  try {
    return await tell(dispatch);
  } catch (error) {
    return { kind: 'failed', answer: messageOf(error).slice(0, 200) };
  }
}
