import { z } from 'zod';

/**
 * What every message on every topic looks like.
 *
 * `id` is the deduplication key. `sequence` is the position among the published events of one aggregate, from 1 without
 * gaps, so a repeat or a gap shows. `occurredAt` is business time.
 */
export const envelope = <Type extends string, Data extends z.ZodRawShape>(type: Type, data: Data) =>
  z.object({
    type: z.literal(type),
    id: z.uuid().describe('for dropping repeats'),
    occurredAt: z.iso.datetime().describe('shop time'),
    sequence: z.int().positive().describe('place among the events of the key, from 1 without gaps'),
    data: z.object(data),
  });

/** An amount in minor units of a currency, such as 1999 EUR for 19.99 €. */
export const money = z.object({
  amount: z.int().describe('in minor units'),
  currency: z.string().length(3).describe('ISO 4217'),
});
