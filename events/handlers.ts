import { contracts, type EventOf, type Topic } from './contracts/registry.ts';
import type { Position } from './transport/transport.ts';

export type EventContext = {
  /** Aborted when the process stops or the message goes to another one: give up waiting. */
  readonly signal: AbortSignal;
  /** Where the event came first, also when a dead letter of it comes again. */
  readonly position: Position;
};

/** What to do with the events of each topic. A handler that does nothing with a type just returns. */
export type EventHandlers = {
  readonly [T in Topic]?: (event: EventOf<T>, context: EventContext) => void | Promise<void>;
};

export type AnyHandler = (event: EventOf<Topic>, context: EventContext) => void | Promise<void>;

const isTopic = (topic: string): topic is Topic => Object.hasOwn(contracts, topic);

export const topicsOf = (handlers: EventHandlers): Topic[] => Object.keys(handlers).filter(isTopic);

/** The topic and its handler; undefined for a topic that was not asked for. */
export function handlerOf(handlers: EventHandlers, topic: string): { topic: Topic; handle: AnyHandler } | undefined {
  if (!isTopic(topic)) return undefined;
  const handle = handlers[topic];
  // Each handler takes its own topic's events, and `decode` gives it no others: a link that types can't express here.
  return handle && { topic, handle: handle as AnyHandler };
}
