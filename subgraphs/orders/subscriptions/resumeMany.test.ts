import { describe, expect, it } from 'vitest';
import {
  ago,
  begin,
  type Change,
  cancel,
  place,
  shop,
  told,
  user,
  WATCH_ALL,
  WATCH_MINE,
  watch,
} from './watchedOrders.ts';

describe('a stream of many orders that was broken off', () => {
  it('goes on behind the last change that was seen: nothing is missing, nothing comes twice', async () => {
    const orders = shop();
    const [one, two] = [await place(orders), await place(orders)];
    await orders.deliver();
    const before = await watch(orders);
    await before.take(2);
    await begin(orders, one);
    await orders.deliver();
    const seen = await before.next();
    await before.stop();
    await place(orders, 'u2');
    await cancel(orders, two);
    await orders.deliver();

    const after = await watch(orders, seen.cursor);
    const three = await place(orders);
    await orders.deliver();

    const changes = await after.take(3);
    expect(changes.map(told)).toEqual([
      [two, 3],
      [three, 1],
      [three, 2],
    ]);
    expect(changes.map(({ gap }) => gap)).toEqual([false, false, false]);
    expect(changes[0]).toMatchObject({ previousStatus: 'AWAITING_PAYMENT', order: { status: 'CANCELLED' } });
  });

  it('goes on in its beginning: orders that were not shown yet are shown, and those before are not', async () => {
    const orders = shop();
    const placed = [await place(orders), await place(orders), await place(orders)];
    await orders.deliver();
    const before = await watch(orders);
    const first = await before.next();
    await before.stop();
    await begin(orders, first.order.id);
    await orders.deliver();

    const after = await watch(orders, first.cursor);

    const others = placed.filter((id) => id !== first.order.id);
    const rest = await after.take(3);
    expect(new Set(rest.slice(0, 2).map(({ order }) => order.id))).toEqual(new Set(others));
    expect(told(rest[2] as Change)).toEqual([first.order.id, 3]);
  });

  it('does not tell as a change what it had shown as a state', async () => {
    const orders = shop();
    const id = await place(orders);
    const before = await watch(orders);
    const state = await before.next();
    await before.stop();
    await orders.deliver();
    await cancel(orders, id);
    await orders.deliver();

    const after = await watch(orders, state.cursor);

    expect(told(await after.next())).toEqual([id, 3]);
  });

  it('goes on at another replica, be that new or behind', async () => {
    const orders = shop();
    const [one, two] = [await place(orders), await place(orders)];
    await orders.deliver();
    const before = await watch(orders);
    await before.take(2);
    await begin(orders, one);
    await orders.deliver();
    const seen = await before.next();
    const behind = await orders.replica({ liveSince: ago(6), upTo: 1 });
    const lagging = await watch(behind, seen.cursor);
    await behind.catchUp();
    await cancel(orders, two);
    await orders.deliver();
    await behind.catchUp();

    const fresh = await watch(await orders.replica({ liveSince: ago(6), from: 4 }), seen.cursor);

    expect(told(await lagging.next())).toEqual([two, 3]);
    expect(told(await fresh.next())).toEqual([two, 3]);
  });

  it('begins anew, and says so, where what was missed is not known any more', async () => {
    const orders = shop();
    const id = await place(orders);
    await orders.deliver();
    const { cursor } = await (await watch(orders)).next();
    await cancel(orders, id);
    const open = await place(orders);
    await orders.deliver();

    const after = await watch(await orders.replica({ liveSince: ago(0) }), cursor);
    expect(await after.next()).toMatchObject({ gap: true, order: { id: open, status: 'AWAITING_PAYMENT' } });
    await cancel(orders, open);
    await orders.deliver();

    const late = await watch(await orders.replica({ liveSince: ago(0) }), cursor);
    expect(await late.next()).toMatchObject({ gap: true, order: { status: 'CANCELLED' } });
  });

  it('shows nobody else’s orders, whosever the cursor', async () => {
    const orders = shop();
    await place(orders, 'u2');
    const theirs = await watch(orders, undefined, user('boss', 'admin'), WATCH_ALL);
    const { cursor } = await theirs.next();
    await place(orders, 'u2');
    const mine = await place(orders, 'u1');
    await orders.deliver();

    const after = await watch(orders, cursor);

    expect(told(await after.next())).toEqual([mine, 1]);
    expect(await orders.subscribe(user('u1'), WATCH_ALL, { after: cursor })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it.each(['', 'x', '7', Buffer.from('{"at":1}').toString('base64url')])('is not taken up at %j', async (after) => {
    const refused = await shop().subscribe(user('u1'), WATCH_MINE, { after });

    expect(refused).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR', reasons: [{ param: 'after' }] } }],
    });
  });
});
