import type { Consumer, Kafka } from 'kafkajs';

/** A member that was not heard of for so long counts as dead. */
const SESSION_MS = 6_000;
const REBALANCE_MS = 8_000;
const HEARTBEAT_MS = 1_000;
/** How long a fetch waits for messages; also how soon a stop or a resume is noticed. */
const FETCH_MS = 500;
const FETCH_BYTES = 262_144;

/** A consumer that hands messages out as soon as they are there, and never starts again by itself. */
export const makeConsumer = (kafka: Kafka, groupId: string): Consumer =>
  kafka.consumer({
    groupId,
    sessionTimeout: SESSION_MS,
    rebalanceTimeout: REBALANCE_MS,
    heartbeatInterval: HEARTBEAT_MS,
    maxWaitTimeInMs: FETCH_MS,
    minBytes: 1, // with more, messages wait for others to come
    maxBytesPerPartition: FETCH_BYTES,
    allowAutoTopicCreation: false,
    // Not every crash is one that kafkajs restarts after, so none is: one way for all.
    retry: { restartOnFailure: () => Promise.resolve(false) },
  });
