import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseInput } from '#kernel/validation.ts';
import type { QuoteRequest } from './couponPorts.ts';
import { codeOf } from './domain/coupon.ts';
import { id, idempotencyKey, optional, text } from './inputTexts.ts';
import type { CancelRequest, PlaceOrderRequest } from './ports.ts';

const line = z.object({ productId: id, quantity: z.int().min(1).max(1_000) });

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

/** Looked up, not kept: whatever is no code is an unknown one. */
const couponCode = optional(text(1, 100));

const placeOrder = z.object({
  idempotencyKey,
  lines,
  shippingAddress: address,
  paymentMethod: z.literal('CARD'),
  couponCode: couponCode.transform((code) => code && codeOf(code)),
});

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad fields at once. */
export function readPlaceOrder(input: unknown): Omit<PlaceOrderRequest, 'customerId'> {
  const { idempotencyKey: key, couponCode: code, ...body } = parseInput(placeOrder, input);
  // Orders without a coupon keep the hash that they had before there were coupons.
  const inputHash = hashOf({ ...body, ...(code !== null && { couponCode: code }) });
  return { idempotencyKey: key, inputHash, couponCode: code, ...body };
}

/** zod writes fields in the schema's order, so equal inputs have equal text. */
const hashOf = (body: object) => createHash('sha256').update(JSON.stringify(body)).digest('base64url');

const quoteOrder = z.object({ lines, couponCode });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad fields at once. */
export const readQuoteOrder = (input: unknown): Omit<QuoteRequest, 'customerId'> => parseInput(quoteOrder, input);

const cancelOrder = z.object({
  orderId: id,
  restock: optional(z.boolean()).transform((restock) => restock ?? false),
  reason: optional(text(1, 200)),
});

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export const readCancelOrder = (input: unknown): Omit<CancelRequest, 'userId' | 'isAdmin'> =>
  parseInput(cancelOrder, input);

const advanceClock = z.object({ seconds: z.int().min(1).max(2_592_000) });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export const readAdvanceClock = (input: unknown) => parseInput(advanceClock, input);

const fulfilment = ['FULFILLING', 'SHIPPED', 'DELIVERED'] as const;
const updateOrderStatus = z.object({
  orderId: id,
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

const after = z.object({ after: z.string().regex(/^[1-9]\d{0,8}$/, 'is not a cursor of this order') });

/** The version behind which a stream goes on; undefined for one that begins. @throws AppError BAD_USER_INPUT. */
export const readCursor = (cursor: string | null | undefined): number | undefined =>
  cursor == null ? undefined : Number(parseInput(after, { after: cursor }).after);
