import type { Mongo } from '#kernel/mongo/mongo.ts';
import { WakeUp } from '../wakeUp.ts';

const bells = new WeakMap<Mongo, WakeUp>();

/** What the outbox rings and the relay on the same database hears, when both are in one process. */
export function relayBell(mongo: Mongo): WakeUp {
  const bell = bells.get(mongo) ?? new WakeUp();
  bells.set(mongo, bell);
  return bell;
}
