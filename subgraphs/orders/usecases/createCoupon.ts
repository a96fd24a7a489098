import { AppError } from '#kernel/errors.ts';
import type { Coupons, NewCoupon } from '../couponPorts.ts';
import type { Coupon } from '../domain/coupon.ts';

type Deps = { coupons: Pick<Coupons, 'create' | 'createdWith'>; now: () => Date; newCode: () => string };

/** Two made-up codes are hardly ever equal; then another one is made up. */
const ATTEMPTS = 3;

/**
 * Adds a coupon. Repeating it with the same key gives the same coupon, as it is now.
 *
 * @throws AppError CONFLICT (COUPON_CODE_TAKEN), BAD_USER_INPUT (IDEMPOTENCY_KEY_REUSED).
 */
export const makeCreateCoupon =
  (deps: Deps) =>
  async (request: NewCoupon): Promise<Coupon> => {
    for (let attempt = 1; ; attempt += 1) {
      const known = await createdBefore(request, deps);
      if (known) return known;
      try {
        return await create(request, deps);
      } catch (error) {
        const isTaken = error instanceof AppError && error.reason === 'COUPON_CODE_TAKEN';
        if (!isTaken || attempt === ATTEMPTS) throw error;
      }
    }
  };

const keyOf = ({ adminId, idempotencyKey }: NewCoupon) => `${adminId}:${idempotencyKey}`;

async function createdBefore(request: NewCoupon, { coupons }: Deps): Promise<Coupon | undefined> {
  const known = request.idempotencyKey === null ? undefined : await coupons.createdWith(keyOf(request));
  if (known && known.inputHash !== request.inputHash) throw keyReused();
  return known?.coupon;
}

function create(request: NewCoupon, { coupons, now, newCode }: Deps): Promise<Coupon> {
  const { adminId: _adminId, idempotencyKey, inputHash, code, ...terms } = request;
  const coupon = { ...terms, code: code ?? newCode(), version: 1, isActive: true, createdAt: now(), used: 0 };
  return coupons.create(coupon, idempotencyKey === null ? undefined : { key: keyOf(request), inputHash });
}

function keyReused(): AppError {
  const message = 'this key already stands for a coupon with other input';
  const reasons = [{ param: 'idempotencyKey', message }];
  return new AppError('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED', message, { reasons });
}
