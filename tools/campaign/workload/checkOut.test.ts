import { describe, expect, it } from 'vitest';
import { checkOut } from './checkOut.ts';
import { answered, order, refused, unanswered, visitorTold } from './testing/visitors.ts';

const placed = (id = 'o1') => answered({ placeOrder: { __typename: 'OrderPlaced', order: { ...order, id } } });
const soldOut = answered({ placeOrder: { __typename: 'OutOfStock', code: 'OUT_OF_STOCK', message: '' } });
const later = answered({ placeOrder: { __typename: 'BeingCheckedOut', code: 'BEING_CHECKED_OUT', message: '' } });

describe('a checkout', () => {
  it('notes what was promised', async () => {
    const { visitor, log } = visitorTold([placed()]);

    expect(await checkOut(visitor)).toMatchObject({ id: 'o1' });
    expect(log.orders).toMatchObject([
      { orderId: 'o1', customerId: 'ana', idempotencyKey: 'place-key', lines: visitor.visit.lines, told: 'placed' },
    ]);
  });

  it('comes back later under the same key', async () => {
    const { visitor, log, asked } = visitorTold([later, placed()]);

    await checkOut(visitor);

    expect(asked.map(({ input }) => input['idempotencyKey'])).toEqual(['place-key', 'place-key']);
    expect(log.orders).toHaveLength(1);
  });

  it('notes what nobody knows, and nothing where nothing was promised', async () => {
    const lost = visitorTold([unanswered]);
    const empty = visitorTold([soldOut]);

    await Promise.all([checkOut(lost.visitor), checkOut(empty.visitor)]);

    expect(lost.log.unansweredPlacements).toEqual([{ customerId: 'ana', idempotencyKey: 'place-key' }]);
    expect(empty.log).toMatchObject({ orders: [], unansweredPlacements: [], violations: [] });
  });

  it('of two clicks notes the one that nobody answered, unless the other got the order', async () => {
    const lost = visitorTold([unanswered, soldOut], { isDoubleClick: true });
    const known = visitorTold([unanswered, placed()], { isDoubleClick: true });

    await Promise.all([checkOut(lost.visitor), checkOut(known.visitor)]);

    expect(lost.log.unansweredPlacements).toHaveLength(1);
    expect(known.log).toMatchObject({ unansweredPlacements: [], orders: [{ orderId: 'o1' }] });
  });

  it.each([
    ['an error that no promise allows', {}, [refused('INTERNAL', 'INTERNAL')]],
    ['two orders of one key', { isDoubleClick: true }, [placed('o1'), placed('o2')]],
    ['an error that one of two clicks gets', { isDoubleClick: true }, [placed(), refused('INTERNAL', 'INTERNAL')]],
    ['the same of the first click', { isDoubleClick: true }, [refused('INTERNAL', 'INTERNAL'), placed()]],
    ['a key that is taken for another order', { reusesKey: true }, [placed('o1'), placed('o2')]],
  ])('notes %s', async (_what, visit, answers) => {
    const { visitor, log } = visitorTold(answers, visit);

    await checkOut(visitor);

    expect(log.violations).toHaveLength(1);
  });

  it.each([
    ['two clicks with one order', { isDoubleClick: true }, [placed(), placed()]],
    ['two clicks, of which one was lost', { isDoubleClick: true }, [unanswered, placed()]],
    [
      'a key that is refused for another order',
      { reusesKey: true },
      [placed(), refused('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_REUSED')],
    ],
    ['a hold that came too late', {}, [refused('REFUSED', 'ORDER_EXPIRED')]],
  ])('has nothing against %s', async (_what, visit, answers) => {
    const { visitor, log } = visitorTold(answers, visit);

    await checkOut(visitor);

    expect(log.violations).toEqual([]);
    expect(log.orders.length).toBeLessThan(2);
  });
});
