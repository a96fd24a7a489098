import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseInput } from '#kernel/validation.ts';
import type { PlaceOrderRequest } from './ports.ts';

const text = (min: number, max: number) => z.string().trim().min(min).max(max);

const line = z.object({ productId: z.string().min(1).max(100), quantity: z.int().min(1).max(1_000) });

const address = z.object({
  name: text(2, 100),
  street: text(1, 200),
  city: text(1, 100),
  postalCode: text(1, 20),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters (ISO 3166-1), such as RO'),
});

const lines = z
  .array(line)
  .min(1)
  .max(50)
  .superRefine((all, context) => {
    const seen = new Set<string>();
    all.forEach(({ productId }, index) => {
      if (seen.has(productId)) context.addIssue({ code: 'custom', path: [index], message: 'names its product again' });
      seen.add(productId);
    });
  });

const placeOrder = z.object({
  idempotencyKey: z.string().min(8).max(100),
  lines,
  shippingAddress: address,
  paymentMethod: z.literal('CARD'),
});

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad fields at once. */
export function readPlaceOrder(input: unknown): Omit<PlaceOrderRequest, 'customerId'> {
  const { idempotencyKey, ...body } = parseInput(placeOrder, input);
  // zod writes fields in the schema's order, so equal inputs have equal text.
  const inputHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return { idempotencyKey, inputHash, ...body };
}

const advanceClock = z.object({ seconds: z.int().min(1).max(2_592_000) });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export const readAdvanceClock = (input: unknown) => parseInput(advanceClock, input);

const fulfilment = ['FULFILLING', 'SHIPPED', 'DELIVERED'] as const;
const updateOrderStatus = z.object({
  orderId: z.string(),
  status: z.enum(fulfilment, `must be one of ${fulfilment.join(', ')}`),
});

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export const readUpdateOrderStatus = (input: unknown) => parseInput(updateOrderStatus, input);

const updateOrderStatuses = z.object({ items: z.array(updateOrderStatus).min(1).max(100) });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad items at once. */
export const readUpdateOrderStatuses = (input: unknown) => parseInput(updateOrderStatuses, input);

const LONGEST_REPORT_MS = 366 * 86_400_000;

const period = z
  .object({ from: z.date(), to: z.date() })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= LONGEST_REPORT_MS, {
    path: ['to'],
    message: 'must be at most 366 days after from',
  });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export const readPeriod = (args: unknown) => parseInput(period, args);

const top = z.object({ first: z.int().min(1).max(100) });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export const readTop = (args: unknown) => parseInput(top, args);
