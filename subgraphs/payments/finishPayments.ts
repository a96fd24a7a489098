import { startConsumer } from '#events/consumer.ts';
import type { Transport } from '#events/transport/transport.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { type Rounds, startRounds } from '#kernel/rounds.ts';
import { onOrderEvent } from './onOrderEvent.ts';
import type { ReleasePayments } from './usecases/releasePayments.ts';
import type { ResumePayments } from './usecases/resumePayments.ts';

const EVERY_MS = 1_000;

type Work = { resume: ResumePayments; release: ReleasePayments };

/**
 * What goes on without a buyer: the resumer at start, every second and when an order has ended. Real time, since what a
 * crash left over is not a matter of the shop's clock.
 */
export async function finishPayments({ resume, release }: Work, transport: Transport, scope: Scope): Promise<Rounds> {
  const rounds = startRounds(resume, { name: 'resumer', everyMs: EVERY_MS }, scope);
  const handlers = { 'orders.v1': onOrderEvent({ release, wake: rounds.wake }) };
  await startConsumer({ transport, name: 'payments', handlers }, scope);
  return rounds;
}
