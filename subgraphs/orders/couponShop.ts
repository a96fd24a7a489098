import { ordersUnderTest } from './ordersUnderTest.ts';

export const CREATE = /* GraphQL */ `mutation ($input: CreateCouponInput!) {
  createCoupon(input: $input) {
    __typename
    ... on CouponCreated {
      coupon {
        code kind basisPointsOff amountOff { amount currency } description usageLimit perCustomerLimit
        validFrom validUntil minimumSubtotal { amount } isActive redemptions createdAt
      }
    }
    ... on CouponCodeTaken { code message param }
  }
}`;

export const PLACE = /* GraphQL */ `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced {
      order {
        id status paymentStatus
        subtotal { amount } discount { amount } total { amount } coupon { code description }
      }
    }
    ... on CouponRejected { code message param reason }
    ... on OutOfStock { code }
  }
}`;

export const COUPON = /* GraphQL */ `query ($code: String!) { coupon(code: $code) { code redemptions } }`;

const shippingAddress = { name: 'Ana Pop', street: 'Str. Lungă 1', city: 'Cluj', postalCode: '400001', country: 'RO' };
export const mugs = [{ productId: 'mug', quantity: 2 }];
export const wish = (couponCode: string | null, change: object = {}) => ({
  input: { idempotencyKey: 'key-0001', lines: mugs, shippingAddress, couponCode, ...change },
});
export const admin = { userId: 'boss', roles: ['admin' as const] };

type Shop = ReturnType<typeof ordersUnderTest>;
type Placed = { data: { placeOrder: { __typename: string; reason?: string; order: { id: string; status: string } } } };

/** A shop with mugs, one hat, and one coupon, SPRING, of 10 % unless `change` says otherwise. */
export async function shopWith(change: object = {}): Promise<Shop> {
  const shop = ordersUnderTest({ shelf: { mug: { price: 1050, available: 50 }, hat: { price: 99, available: 1 } } });
  const input = { code: 'spring', kind: 'PERCENTAGE', basisPointsOff: 1_000, description: 'Spring sale', ...change };
  const { errors } = await shop.query(admin, CREATE, { input });
  if (errors) throw new Error(`no coupon: ${JSON.stringify(errors)}`);
  return shop;
}

export const place = async (shop: Shop, user: string, code: string | null, change: object = {}) =>
  ((await shop.query(user, PLACE, wish(code, change))) as Placed).data.placeOrder;

/** What admins read of SPRING. */
export const used = async (shop: Shop) => (await shop.query(admin, COUPON, { code: 'SPRING' })).data;
