import { describe, expect, it } from 'vitest';
import { admin, COUPON, CREATE, shopWith } from './couponShop.ts';
import { MINUTE_MS, ordersUnderTest } from './ordersUnderTest.ts';

const UPDATE = /* GraphQL */ `mutation ($input: UpdateCouponInput!) {
  updateCoupon(input: $input) {
    __typename
    ... on CouponUpdated { coupon { code description usageLimit validUntil isActive redemptions } }
    ... on CouponNotFound { code }
  }
}`;
const DEACTIVATE = /* GraphQL */ `mutation ($code: String!) {
  deactivateCoupon(input: { code: $code }) { ... on CouponUpdated { coupon { isActive } } ... on CouponNotFound { code } }
}`;
const COUPONS = /* GraphQL */ `query ($filter: CouponFilter, $first: Int, $after: String) {
  coupons(filter: $filter, first: $first, after: $after) { nodes { code } totalCount pageInfo { hasNextPage endCursor } }
}`;

describe('admins and coupons', () => {
  it('create one that says everything about it', async () => {
    const shop = ordersUnderTest();
    const limits = { usageLimit: 10, perCustomerLimit: 1, minimumSubtotal: 500 };
    const period = { validFrom: '2030-01-01T00:00:00.000Z', validUntil: '2030-02-01T00:00:00.000Z' };
    const input = { code: 'five-off', kind: 'FIXED', amountOff: 500, description: 'Five off', ...limits, ...period };

    const { data } = await shop.query(admin, CREATE, { input });

    expect(data).toEqual({
      createCoupon: {
        __typename: 'CouponCreated',
        coupon: {
          code: 'FIVE-OFF',
          kind: 'FIXED',
          basisPointsOff: null,
          amountOff: { amount: 500, currency: 'EUR' },
          description: 'Five off',
          usageLimit: 10,
          perCustomerLimit: 1,
          ...period,
          minimumSubtotal: { amount: 500 },
          isActive: true,
          redemptions: 0,
          createdAt: '2030-01-01T12:00:00.000Z',
        },
      },
    });
  });

  it('get a code made up, the same one for the same key', async () => {
    const shop = ordersUnderTest();
    const input = { kind: 'FREE', description: 'On the house', idempotencyKey: 'coupon-1' };

    const first = await shop.query(admin, CREATE, { input });
    const again = await shop.query(admin, CREATE, { input });
    const other = await shop.query(admin, CREATE, { input: { ...input, description: 'Another' } });

    expect(first.data).toMatchObject({ createCoupon: { coupon: { code: expect.stringMatching(/^[A-Z2-9]{12}$/) } } });
    expect(again).toEqual(first);
    expect(other.errors?.[0]?.extensions).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('can not take a code twice', async () => {
    const shop = await shopWith();

    const { data } = await shop.query(admin, CREATE, {
      input: { code: 'Spring', kind: 'FREE', description: 'Another' },
    });

    expect(data).toMatchObject({ createCoupon: { __typename: 'CouponCodeTaken', param: 'code' } });
  });

  it('change what they name, remove limits, and switch it on again', async () => {
    const shop = await shopWith({ usageLimit: 5, validUntil: '2030-02-01T00:00:00Z' });
    await shop.query(admin, DEACTIVATE, { code: 'SPRING' });

    const input = { code: 'spring', description: 'All year', remove: ['VALID_UNTIL'], isActive: true };
    const { data } = await shop.query(admin, UPDATE, { input });

    expect(data).toMatchObject({
      updateCoupon: { coupon: { description: 'All year', usageLimit: 5, validUntil: null, isActive: true } },
    });
    const unknown = await shop.query(admin, UPDATE, { input: { code: 'NOTHING', isActive: false } });
    expect(unknown.data).toMatchObject({ updateCoupon: { code: 'COUPON_NOT_FOUND' } });
  });

  it('are told everything that is wrong with the input at once', async () => {
    const shop = await shopWith({ validFrom: '2030-01-01T00:00:00Z' });
    const input = {
      code: 'ä',
      kind: 'PERCENTAGE',
      amountOff: 5,
      description: ' ',
      usageLimit: 0,
      validFrom: '2030-02-01T00:00:00Z',
      validUntil: '2030-01-01T00:00:00Z',
      idempotencyKey: '        ',
    };
    const paramsOf = async (document: string, given: object) => {
      const { errors } = await shop.query(admin, document, { input: given });
      const { code, reasons } = (errors?.[0]?.extensions ?? {}) as { code?: string; reasons?: { param: string }[] };
      expect(code).toBe('BAD_USER_INPUT');
      return (reasons ?? []).map(({ param }) => param);
    };

    expect(await paramsOf(CREATE, input)).toEqual(
      expect.arrayContaining(['code', 'description', 'usageLimit', 'idempotencyKey']),
    );
    const formed = { ...input, code: 'good', description: 'Good', usageLimit: 1, idempotencyKey: 'coupon-1' };
    expect(await paramsOf(CREATE, formed)).toEqual(['basisPointsOff', 'amountOff', 'validUntil']);
    const spring = { code: 'SPRING', usageLimit: 1, remove: ['USAGE_LIMIT'] };
    expect(await paramsOf(UPDATE, spring)).toEqual(['remove.0']);
    expect(await paramsOf(UPDATE, { code: 'SPRING', validUntil: '2029-01-01T00:00:00Z' })).toEqual(['validUntil']);
  });

  it('list them newest first, by filter and page', async () => {
    const shop = await shopWith();
    await shop.clock.advance(MINUTE_MS);
    await shop.query(admin, CREATE, { input: { code: 'GIFT', kind: 'FREE', description: 'A gift' } });
    await shop.query(admin, DEACTIVATE, { code: 'SPRING' });
    const codes = async (variables: object) => (await shop.query(admin, COUPONS, { ...variables })).data;

    expect(await codes({})).toMatchObject({
      coupons: { nodes: [{ code: 'GIFT' }, { code: 'SPRING' }], totalCount: 2 },
    });
    expect(await codes({ filter: { isActive: false } })).toMatchObject({ coupons: { nodes: [{ code: 'SPRING' }] } });
    expect(await codes({ filter: { kind: { in: ['FREE'] } } })).toMatchObject({
      coupons: { nodes: [{ code: 'GIFT' }] },
    });
    expect(await codes({ first: 1 })).toMatchObject({ coupons: { pageInfo: { hasNextPage: true } } });
  });

  it.each([
    ['createCoupon', CREATE, { input: { kind: 'FREE', description: 'Mine' } }],
    ['updateCoupon', UPDATE, { input: { code: 'SPRING', isActive: true } }],
    ['deactivateCoupon', DEACTIVATE, { code: 'SPRING' }],
    ['coupon', COUPON, { code: 'SPRING' }],
    ['coupons', COUPONS, {}],
  ])('are the only ones who may use %s', async (_name, document, variables) => {
    const shop = await shopWith();

    const customer = await shop.query('u1', document, variables);
    const visitor = await shop.query(null, document, variables);

    expect(customer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(visitor.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
