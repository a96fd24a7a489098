import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseInput } from '#kernel/validation.ts';
import type { CouponChange, NewCoupon } from './couponPorts.ts';
import { type CouponLimits, codeOf } from './domain/coupon.ts';
import type { Reduction } from './domain/orderEvents.ts';
import { idempotencyKey, optional, text } from './inputTexts.ts';

const CODE = /^[A-Z0-9_-]{3,40}$/;

const newCode = text(1, 100)
  .transform(codeOf)
  .refine((code) => CODE.test(code), 'must be 3 to 40 letters, digits, - and _');
const knownCode = text(1, 100).transform(codeOf);

const count = z.int().min(1).max(2_147_483_647);
const amount = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const description = text(1, 200);
const limits = {
  usageLimit: optional(count),
  perCustomerLimit: optional(count),
  validFrom: optional(z.date()),
  validUntil: optional(z.date()),
  minimumSubtotal: optional(amount),
};

type Given = {
  kind: Reduction['kind'];
  basisPointsOff: number | null;
  amountOff: number | null;
  validFrom: Date | null;
  validUntil: Date | null;
};

const createCoupon = z
  .object({
    code: optional(newCode),
    kind: z.enum(['PERCENTAGE', 'FIXED', 'FREE']),
    basisPointsOff: optional(z.int().min(1).max(10_000)),
    amountOff: optional(amount),
    description,
    ...limits,
    idempotencyKey: optional(idempotencyKey),
  })
  .superRefine(({ kind, basisPointsOff, amountOff, ...period }, context) => {
    goesWith(context, { kind, only: 'PERCENTAGE', field: 'basisPointsOff', value: basisPointsOff });
    goesWith(context, { kind, only: 'FIXED', field: 'amountOff', value: amountOff });
    beginsBeforeItEnds(context, period);
  });

type Pairing = { kind: Given['kind']; only: Given['kind']; field: string; value: number | null };

function goesWith(context: z.RefinementCtx, { kind, only, field, value }: Pairing): void {
  if ((kind === only) === (value !== null)) return;
  const message = kind === only ? 'must be given' : `goes with ${only} only`;
  context.addIssue({ code: 'custom', path: [field], message });
}

function beginsBeforeItEnds(
  context: z.RefinementCtx,
  { validFrom, validUntil }: Pick<Given, 'validFrom' | 'validUntil'>,
) {
  if (!validFrom || !validUntil || validFrom < validUntil) return;
  context.addIssue({ code: 'custom', path: ['validUntil'], message: 'must be later than validFrom' });
}

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad fields at once. */
export function readCreateCoupon(input: unknown): Omit<NewCoupon, 'adminId'> {
  const { idempotencyKey: key, kind, basisPointsOff, amountOff, ...terms } = parseInput(createCoupon, input);
  const coupon = { ...terms, reduction: reductionOf({ kind, basisPointsOff, amountOff }) };
  // zod writes fields in the schema's order, so equal inputs have equal text.
  const inputHash = createHash('sha256').update(JSON.stringify(coupon)).digest('base64url');
  return { ...coupon, idempotencyKey: key, inputHash };
}

function reductionOf({
  kind,
  basisPointsOff,
  amountOff,
}: Pick<Given, 'kind' | 'basisPointsOff' | 'amountOff'>): Reduction {
  if (kind === 'PERCENTAGE') return { kind, basisPointsOff: basisPointsOff ?? 0 };
  return kind === 'FIXED' ? { kind, amountOff: amountOff ?? 0 } : { kind };
}

const LIMITS = {
  USAGE_LIMIT: 'usageLimit',
  PER_CUSTOMER_LIMIT: 'perCustomerLimit',
  VALID_FROM: 'validFrom',
  VALID_UNTIL: 'validUntil',
  MINIMUM_SUBTOTAL: 'minimumSubtotal',
} as const satisfies Record<string, keyof CouponLimits>;

const updateCoupon = z
  .object({
    code: knownCode,
    description: optional(description),
    ...limits,
    isActive: optional(z.boolean()),
    remove: optional(
      z.array(z.enum(['USAGE_LIMIT', 'PER_CUSTOMER_LIMIT', 'VALID_FROM', 'VALID_UNTIL', 'MINIMUM_SUBTOTAL'])),
    ),
  })
  .superRefine((given, context) => {
    beginsBeforeItEnds(context, given);
    (given.remove ?? []).forEach((limit, index) => {
      if (given[LIMITS[limit]] === null) return;
      context.addIssue({ code: 'custom', path: ['remove', index], message: `${LIMITS[limit]} is given a new value` });
    });
  });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT) that names all bad fields at once. */
export function readUpdateCoupon(input: unknown): { code: string; change: CouponChange } {
  const { code, remove, ...values } = parseInput(updateCoupon, input);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const removed = Object.fromEntries((remove ?? []).map((limit) => [LIMITS[limit], null]));
  return { code, change: { ...given, ...removed } };
}

const couponKey = z.object({ code: knownCode });

/** @throws AppError BAD_USER_INPUT (INVALID_INPUT). */
export const readCouponCode = (input: unknown): string => parseInput(couponKey, input).code;
