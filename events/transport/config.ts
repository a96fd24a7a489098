import { z } from 'zod';

/** Variables of every process that publishes or receives events. */
export const transportVariables = {
  /** Kafka's addresses as `host:port,host:port`. Without them events go through a log in MongoDB. */
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, 'must be host:port, several separated by commas')
    .optional(),
  /** Put before the names of topics and groups, so that several shops can share one Kafka. */
  TOPIC_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9._-]{0,50}$/, 'must be at most 50 letters, digits, dots, _ or -')
    .default(''),
} as const;
