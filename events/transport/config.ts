import { z } from 'zod';

/** Variables of every process that publishes or receives events. */
export const transportVariables = {
  /** Kafka's addresses as `host:port,host:port`. Without them events go through a log in MongoDB. */
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, 'must be host:port, several separated by commas')
    .optional(),
  /** Whether Kafka is spoken to over TLS. */
  KAFKA_TLS: z.stringbool().default(false),
  /** Certificates of authorities that vouch for Kafka, beside those that Node trusts, in PEM format; mostly given as `KAFKA_CA_FILE`. */
  KAFKA_CA: z.string().optional(),
  /** What Kafka is shown where it asks for a certificate (mutual TLS), with its chain, in PEM format; mostly given as `KAFKA_CERT_FILE`. */
  KAFKA_CERT: z.string().optional(),
  /** The key of `KAFKA_CERT`, in PEM format; mostly given as `KAFKA_KEY_FILE`. */
  KAFKA_KEY: z.string().optional().meta({ secret: true }),
  /** How to log in to Kafka; goes together with `KAFKA_USER` and `KAFKA_PASS`. `plain` needs TLS. */
  KAFKA_SASL: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  /** Who logs in to Kafka. */
  KAFKA_USER: z.string().optional(),
  /** The password of `KAFKA_USER`. */
  KAFKA_PASS: z.string().optional().meta({ secret: true }),
  /** Put before the names of topics and groups, so that several shops can share one Kafka. */
  TOPIC_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9._-]{0,50}$/, 'must be at most 50 letters, digits, dots, _ or -')
    .default(''),
} as const;
